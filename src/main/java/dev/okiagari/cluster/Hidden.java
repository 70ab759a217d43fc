package dev.okiagari.cluster;

/** Characters of other people's text that do something instead of showing. */
public final class Hidden {

    private Hidden() {}

    /** Control characters, what turns the reading direction, and other line separators. */
    public static boolean isHidden(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }
}
