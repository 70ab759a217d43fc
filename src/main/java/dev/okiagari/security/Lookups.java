package dev.okiagari.security;

import dev.okiagari.cluster.Newest;
import dev.okiagari.database.DatabaseTrouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was found in the database of late. It spares the database the same question for some
 * seconds, and stands in for it while it is away: whoever is logged in can halt even then.
 */
final class Lookups<T> {

    /** So long may what another replica has ended still be taken for good here. */
    static final Duration FRESH = Duration.ofSeconds(3);

    private static final int REMEMBERED = 10_000;

    private record Found<T>(T value, Instant at) {}

    private final Clock clock;
    private final Function<String, Optional<T>> database;
    private final Map<String, Found<T>> late = Newest.of(REMEMBERED);

    Lookups(Clock clock, Function<String, Optional<T>> database) {
        this.clock = clock;
        this.database = database;
    }

    Optional<T> get(String key) {
        Found<T> known = known(key);
        if (known != null && clock.instant().isBefore(known.at().plus(FRESH))) {
            return Optional.of(known.value());
        }
        try {
            Optional<T> found = database.apply(key);
            found.ifPresentOrElse(value -> put(key, value), () -> forget(key));
            return found;
        } catch (RuntimeException failed) {
            if (DatabaseTrouble.of(failed).isEmpty()) {
                throw failed;
            }
            return Optional.ofNullable(known).map(Found::value);
        }
    }

    synchronized void put(String key, T value) {
        late.remove(key);
        late.put(key, new Found<>(value, clock.instant()));
    }

    synchronized void forget(String key) {
        late.remove(key);
    }

    synchronized void forgetAll() {
        late.clear();
    }

    private synchronized @Nullable Found<T> known(String key) {
        return late.get(key);
    }
}
