package dev.okiagari.safety;

/** What a question to the cluster brought. */
sealed interface Fact<T> {

    /** It is known. */
    record Known<T>(T value) implements Fact<T> {}

    /** It is not there, or not ours to see. */
    record Hidden<T>() implements Fact<T> {}

    /**
     * The cluster did not say.
     *
     * @param why a line in its own words
     */
    record Unknown<T>(String why) implements Fact<T> {}
}
