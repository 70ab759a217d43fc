package dev.okiagari.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is stored whole, as a text. Another version of the program may have written it: what this
 * one cannot read is left out, and told of in the log once, so that the rest stays of use.
 *
 * @param <T> what is stored
 */
public final class Documents<T> {

    private static final Logger log = LoggerFactory.getLogger(Documents.class);

    private final String kind;
    private final Function<String, @Nullable T> reader;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** A row that has such a text. */
    public interface Row {

        String getId();

        String document();
    }

    /**
     * @param kind for the log
     * @param reader throws, or gives null, where the text says nothing to it
     */
    public Documents(String kind, Function<String, @Nullable T> reader) {
        this.kind = kind;
        this.reader = reader;
    }

    /** Empty where it cannot be read. */
    public Optional<T> read(Row row) {
        try {
            return Optional.of(Objects.requireNonNull(reader.apply(row.document())));
        } catch (RuntimeException unreadable) {
            if (told.add(row.getId())) {
                log.error("{} {} cannot be read", kind, row.getId(), unreadable);
            }
            return Optional.empty();
        }
    }

    public List<T> readAll(Collection<? extends Row> rows) {
        return rows.stream().map(this::read).flatMap(Optional::stream).toList();
    }

    /**
     * A page of a list whose newest is the first. It is full where the list goes on, whatever is
     * left out.
     *
     * @param before where it begins; null for the newest of all
     * @param rows at most as many as the limit, that come before one
     */
    public List<T> page(
            @Nullable UUID before,
            int limit,
            Function<@Nullable UUID, ? extends List<? extends Row>> rows) {
        List<T> page = new ArrayList<>();
        @Nullable UUID from = before;
        List<? extends Row> some;
        do {
            some = rows.apply(from);
            page.addAll(readAll(some));
            from = some.isEmpty() ? from : UUID.fromString(some.getLast().getId());
        } while (some.size() == limit && page.size() < limit);
        return page.size() <= limit ? page : page.subList(0, limit);
    }
}
