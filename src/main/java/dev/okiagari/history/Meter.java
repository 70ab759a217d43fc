package dev.okiagari.history;

import dev.okiagari.cluster.ProbeCount;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The counted probe failures of one pod, reconciled with those that events told: what is counted is
 * not told twice, and what was told of a time that nobody counted stays.
 */
final class Meter {

    /** What began before that is counted from the first look at it on. */
    static final Duration HORIZON = Duration.ofHours(2);

    /** Events go by whole seconds, and the offset between two clocks is known by half a one. */
    private static final Duration BLUR = Duration.ofSeconds(2);

    private static final int MOST = 100;

    private final Map<ProbeKey, Total> totals = new HashMap<>();
    private final Map<ProbeKey, Integer> grown = new HashMap<>();
    private final List<Heard> heard = new ArrayList<>();
    private @Nullable Instant since;
    private @Nullable NodeLook last;
    private boolean overflowed;

    /** An earlier process counted since then. */
    void resume(Instant countedSince) {
        since = countedSince;
    }

    void resume(ProbeKey key, Total total) {
        totals.put(key, total);
    }

    void hear(Heard told) {
        heard.add(told);
        if (heard.size() > MOST) {
            heard.removeFirst();
            overflowed = true;
        }
    }

    /**
     * @param resumed how an earlier process last looked at the node
     */
    List<Fact> look(
            KnownPod pod, @Nullable NodeLook resumed, NodeLook now, List<ProbeCount> counts) {
        List<Fact> facts = new ArrayList<>();
        NodeLook before = last == null ? resumed : last;
        boolean goesOn =
                since != null && !overflowed && before != null && before.isSameProcess(now);
        if (goesOn && before != null) {
            facts.addAll(count(pod, before.at(), now.at(), counts, Set.of()));
        } else {
            if (since != null && before != null) {
                facts.addAll(settle(since, before.at(), Set.of(), new ArrayList<>()));
            }
            facts.addAll(begin(pod, now, counts));
        }
        last = now;
        return facts;
    }

    /** From 0 where it is known since when, and not too long ago; else from what is there now. */
    private List<Fact> begin(KnownPod pod, NodeLook now, List<ProbeCount> counts) {
        Instant zero = zero(pod, now);
        boolean fromZero = zero != null && !overflowed && zero.isAfter(now.at().minus(HORIZON));
        Instant begun = zero != null && fromZero ? zero : now.at();
        Set<ProbeKey> known = Set.copyOf(totals.keySet());
        totals.replaceAll((key, total) -> Total.zero(begun));
        grown.clear();
        overflowed = false;
        since = begun;
        List<Fact> facts = new ArrayList<>(List.of(new Fact.Metered(pod.ref(), begun)));
        if (fromZero) {
            facts.addAll(count(pod, begun, now.at(), counts, known));
            return facts;
        }
        heard.removeIf(told -> told.to().isBefore(second(begun)));
        counts.forEach(count -> totals.put(key(count), at(begun, count)));
        totals.forEach((key, total) -> facts.add(new Fact.Totalled(pod.ref(), key, total)));
        return facts;
    }

    private static @Nullable Instant zero(KnownPod pod, NodeLook now) {
        Instant started = now.startedAt();
        if (started == null) {
            return null;
        }
        Instant zero = started.isAfter(pod.createdAt()) ? started : pod.createdAt();
        return zero.isAfter(now.at()) ? now.at() : zero;
    }

    /**
     * @param rewritten totals that are kept in any case
     */
    private List<Fact> count(
            KnownPod pod,
            Instant from,
            Instant to,
            List<ProbeCount> counts,
            Set<ProbeKey> rewritten) {
        Map<ProbeKey, Total> now = new HashMap<>();
        totals.forEach((key, total) -> now.put(key, total.to(0, 0, to)));
        counts.forEach(count ->
                now.put(
                        key(count),
                        totals.getOrDefault(key(count), Total.zero(from))
                                .to(count.failed(), count.unknown(), to)));
        List<Growth> growths = new ArrayList<>();
        List<Fact> facts = new ArrayList<>();
        now.forEach((key, total) -> {
            Total before = totals.getOrDefault(key, Total.zero(from));
            if (!total.equals(before) || rewritten.contains(key)) {
                facts.add(new Fact.Totalled(pod.ref(), key, total));
            }
            Growth growth = new Growth(key, before, total);
            if (growth.failures() > 0) {
                growths.add(growth);
                grown.merge(key, growth.failures(), Integer::sum);
            }
            if (growth.unknowns() > 0) {
                facts.add(growth.discarded(pod, from, to));
            }
            totals.put(key, total);
        });
        facts.addAll(told(pod, from, to, growths));
        return facts;
    }

    private List<Fact> told(KnownPod pod, Instant from, Instant to, List<Growth> growths) {
        Set<ProbeKey> grew = new HashSet<>();
        growths.forEach(growth -> grew.add(growth.key()));
        List<Heard> covered = new ArrayList<>();
        List<Fact> facts = new ArrayList<>();
        Instant begun = since;
        if (begun != null) {
            facts.addAll(settle(begun, to, grew, covered));
        }
        for (Growth growth : growths) {
            facts.add(
                    growth.failed(
                            pod, Extent.of(growth.key(), growth.failures(), from, to, covered)));
        }
        return facts;
    }

    /**
     * What was heard and is counted by now.
     *
     * @param covered what of it lies wholly within what is counted, to be added to
     */
    private List<Fact> settle(Instant begun, Instant at, Set<ProbeKey> grew, List<Heard> covered) {
        List<Fact> facts = new ArrayList<>();
        for (Iterator<Heard> each = heard.iterator(); each.hasNext(); ) {
            Heard told = each.next();
            if (told.to().isBefore(second(begun))) {
                each.remove();
            } else if (isCounted(told, at, grew)) {
                each.remove();
                boolean spans = told.from().isBefore(begun);
                int left = spans ? Math.max(0, told.failures() - grown(told)) : 0;
                facts.add(new Fact.Reconciled(told, left, begun));
                if (!spans) {
                    covered.add(told);
                }
            }
        }
        return facts;
    }

    /** What was told in the very second of a look is counted if that look shows a growth. */
    private static boolean isCounted(Heard told, Instant at, Set<ProbeKey> grew) {
        return !told.to().isAfter(at.minus(BLUR))
                || (!told.to().isAfter(at) && grew.stream().anyMatch(told::mayBe));
    }

    /** So many of what was told may be counted: those before the count began are not more. */
    private int grown(Heard told) {
        return grown.entrySet().stream()
                .filter(entry -> told.mayBe(entry.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static Instant second(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }

    private static ProbeKey key(ProbeCount count) {
        return new ProbeKey(count.container(), count.probe());
    }

    private static Total at(Instant bornAt, ProbeCount count) {
        return new Total(bornAt, count.failed(), count.unknown());
    }
}
