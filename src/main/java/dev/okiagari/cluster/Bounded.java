package dev.okiagari.cluster;

import org.jspecify.annotations.Nullable;

/**
 * Texts that a cluster tells, as long as they are kept in memory: a kubelet writes no more than 4
 * KiB of a message, but nobody keeps others from more.
 */
final class Bounded {

    private static final int LONGEST = 4096;

    private Bounded() {}

    static @Nullable String orNull(@Nullable String told) {
        return told == null ? null : text(told);
    }

    /** No pair of surrogates is cut apart. */
    static String text(String told) {
        if (told.length() <= LONGEST) {
            return told;
        }
        boolean splits = Character.isHighSurrogate(told.charAt(LONGEST - 1));
        return told.substring(0, splits ? LONGEST - 1 : LONGEST);
    }
}
