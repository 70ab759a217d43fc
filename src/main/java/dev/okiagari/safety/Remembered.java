package dev.okiagari.safety;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Facts that are good for a while. What the cluster did not say is asked for again sooner. */
final class Remembered<K, T> {

    private static final Duration SOON = Duration.ofSeconds(2);

    private record Answer<T>(Fact<T> fact, Instant at) {}

    private final Map<K, Answer<T>> answers = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Duration fresh;

    Remembered(Clock clock, Duration fresh) {
        this.clock = clock;
        this.fresh = fresh;
    }

    Fact<T> get(K key, Supplier<Fact<T>> question) {
        Instant now = clock.instant();
        answers.values().removeIf(answer -> !now.isBefore(answer.at().plus(time(answer.fact()))));
        Answer<T> known = answers.get(key);
        if (known != null) {
            return known.fact();
        }
        Fact<T> fact = question.get();
        answers.put(key, new Answer<>(fact, now));
        return fact;
    }

    void forget(Predicate<K> which) {
        answers.keySet().removeIf(which);
    }

    private Duration time(Fact<T> fact) {
        return switch (fact) {
            case Fact.Known<T> _, Fact.Hidden<T> _ -> fresh;
            case Fact.Unknown<T> _ -> fresh.compareTo(SOON) < 0 ? fresh : SOON;
        };
    }
}
