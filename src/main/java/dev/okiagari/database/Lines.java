package dev.okiagari.database;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines of bytes, none longer than memory may be taken for it. */
final class Lines {

    /** An experiment's document is at most a million characters, and some are escaped. */
    static final int LONGEST = 8 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int from;
    private int filled;
    private long number;

    Lines(InputStream in) {
        this.in = in;
    }

    /** The next one; null at the end. What the end cuts short is not a line. */
    byte @Nullable [] next() throws IOException, TooLong {
        number++;
        line.reset();
        while (from < filled || fill()) {
            int end = from;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            if (line.size() + end - from > LONGEST) {
                throw new TooLong();
            }
            line.write(buffer, from, end - from);
            from = end + 1;
            if (end < filled) {
                return line.toByteArray();
            }
        }
        return null;
    }

    private boolean fill() throws IOException {
        from = 0;
        filled = Math.max(0, in.read(buffer));
        return filled > 0;
    }

    /** Of the line that was read last, from 1. */
    long number() {
        return number;
    }

    /** No line of ours is so long. */
    static final class TooLong extends Exception {

        private static final long serialVersionUID = 1L;
    }
}
