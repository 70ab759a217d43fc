package dev.okiagari.cluster;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the beginning of what is written; a container may write without end. */
final class CappedOutput extends OutputStream {

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final int limit;

    CappedOutput(int limit) {
        this.limit = limit;
    }

    @Override
    public synchronized void write(int one) {
        if (kept.size() < limit) {
            kept.write(one);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        kept.write(bytes, offset, Math.min(length, limit - kept.size()));
    }

    synchronized boolean isFull() {
        return kept.size() >= limit;
    }

    synchronized String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }
}
