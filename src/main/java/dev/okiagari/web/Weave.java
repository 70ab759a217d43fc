package dev.okiagari.web;

import java.util.Set;

/** Which phases have a pattern over their colour: by colour alone they look like another. */
final class Weave {

    private static final Set<String> WOVEN = Set.of("hang", "detected", "grace", "back-off");

    private Weave() {}

    static boolean isOver(String phase) {
        return WOVEN.contains(phase);
    }
}
