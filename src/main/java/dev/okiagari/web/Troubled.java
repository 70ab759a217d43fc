package dev.okiagari.web;

import dev.okiagari.cluster.PodSnapshot;

/** When a pod deserves a look: it should be ready and is not. */
final class Troubled {

    private Troubled() {}

    static boolean in(PodSnapshot pod) {
        return pod.phase().equals("Failed") || (!pod.ready() && !pod.isOver() && !pod.isDeleting());
    }
}
