package dev.okiagari.history;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The last row of a slice, and of which query: where the next one goes on. */
record Cursor(Instant at, long id) {

    String text(String list, HistoryQuery query) {
        String plain = at.toEpochMilli() + "." + id + "." + hash(list, query);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** The cursor that a query carries; null where it begins at the newest. */
    static @Nullable Cursor of(String list, HistoryQuery query) {
        String text = query.cursor();
        if (text == null) {
            return null;
        }
        try {
            byte[] plain = Base64.getUrlDecoder().decode(text);
            String[] parts = new String(plain, StandardCharsets.UTF_8).split("\\.", -1);
            if (parts.length != 3 || !parts[2].equals(hash(list, query))) {
                throw new BadCursorException(text);
            }
            return new Cursor(
                    Instant.ofEpochMilli(Long.parseLong(parts[0])), Long.parseLong(parts[1]));
        } catch (IllegalArgumentException notOurs) {
            throw new BadCursorException(text);
        }
    }

    private static String hash(String list, HistoryQuery query) {
        HistoryQuery plain = query.withCursor(null).withLimit(HistoryQuery.DEFAULT_LIMIT);
        return Integer.toHexString((list + plain).hashCode());
    }
}
