package dev.okiagari.availability;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * Reads an answer as far as it must be: its status, and its body up to what the kubelet reads of
 * one. The body is thrown away; one that breaks off is no answer.
 */
final class HttpAnswer {

    private static final int LONGEST_LINE = 8192;
    private static final int MOST_INTERIM = 10;
    private static final int MOST_LINES = 200;
    private static final int MOST_BODY = 10 * 1024;
    private static final String LENGTH = "content-length:";

    private HttpAnswer() {}

    /** The final status; what is said in between is not the answer. */
    static int read(InputStream stream) throws IOException {
        InputStream in = new BufferedInputStream(stream, 1024);
        for (int answers = 0; answers < MOST_INTERIM; answers++) {
            int code = one(in);
            if (code == 101 || code >= 200) {
                return code;
            }
        }
        throw new HttpGet.NotHttpException();
    }

    private static int one(InputStream in) throws IOException {
        String status = line(in);
        if (!status.matches("HTTP/1\\.[01] [1-9]\\d{2}( .*)?")) {
            if (status.isEmpty()) {
                throw new EOFException();
            }
            throw new HttpGet.NotHttpException();
        }
        int code = Integer.parseInt(status.substring(9, 12));
        long length = length(in);
        skip(in, code < 200 || code == 204 || code == 304 ? 0 : length);
        return code;
    }

    /** What the header says of the body's length; the most that is read where it says nothing. */
    private static long length(InputStream in) throws IOException {
        long length = -1;
        for (int lines = 0; lines < MOST_LINES; lines++) {
            String line = line(in);
            if (line.isEmpty()) {
                return length;
            }
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith(LENGTH)) {
                length = number(lower.substring(LENGTH.length()).strip());
            }
        }
        throw new HttpGet.NotHttpException();
    }

    private static long number(String text) throws IOException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException malformed) {
            throw new HttpGet.NotHttpException();
        }
    }

    /** Where no length is told, the end of the connection ends the body. */
    private static void skip(InputStream in, long length) throws IOException {
        long most = length < 0 ? MOST_BODY : Math.min(length, MOST_BODY);
        byte[] buffer = new byte[1024];
        long left = most;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                if (length >= 0) {
                    throw new EOFException();
                }
                return;
            }
            left -= read;
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (line.length() == LONGEST_LINE) {
                throw new HttpGet.NotHttpException();
            }
            line.append((char) c);
        }
        int end = line.length() - 1;
        if (end >= 0 && line.charAt(end) == '\r') {
            line.setLength(end);
        }
        return line.toString();
    }
}
