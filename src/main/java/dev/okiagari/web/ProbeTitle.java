package dev.okiagari.web;

import dev.okiagari.cluster.ProbeType;

/** The probe as manifests spell it, which is the same in every language. */
final class ProbeTitle {

    private ProbeTitle() {}

    static String of(ProbeType type) {
        return Words.of(type.name()) + "Probe";
    }
}
