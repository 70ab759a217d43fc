package dev.okiagari.browser;

import dev.okiagari.browser.StagedPast.Pod;
import dev.okiagari.browser.StagedPast.Stop;
import dev.okiagari.history.RestartCause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Histories for pictures. The same each time, but for when they end. */
final class Pasts {

    static final String LONG_NAMESPACE =
            "a-namespace-that-somebody-gave-a-very-long-name-to-0000001";
    private static final String LONG = "a-name-as-long-as-kubernetes-lets-a-workload-have";

    private Pasts() {}

    /** Thirty days of a shop: rollouts, one of them bad, nightly trouble, and a weekend unseen. */
    static StagedPast month(Instant now) {
        StagedPast past = new StagedPast("shop");
        Instant begin = now.minus(Duration.ofDays(40));
        Random random = new Random(7);
        past.gap(ago(now, 16 * 24), ago(now, 15 * 24 - 8));
        checkout(past, now, begin, random);
        List<Stop> nights = new ArrayList<>();
        for (int day = 27; day > 0; day -= 1 + random.nextInt(2)) {
            nights.add(stop(now, day * 24 + 3, RestartCause.OOM, 2, 6 + random.nextInt(4)));
        }
        past.pod(new Pod("report", "report-6d8f7b5c9-x7k2m", begin, null), "report", nights);
        List<Stop> kills = new ArrayList<>();
        Pod search = new Pod("search", "search-78c5d9fbb4-p4q9z", begin, null);
        for (int i = 0; i < 14; i++) {
            Instant at = ago(now, 5 * 24).plus(Duration.ofMinutes(40L * i));
            kills.add(new Stop(at, RestartCause.LIVENESS, 3, 20 + random.nextInt(30)));
            past.failures(search, "search", at.minusSeconds(60), Duration.ofSeconds(60), 3);
        }
        past.pod(search, "search", kills);
        for (String name : List.of("cart", "catalogue", "mail", "payment", "stock", "users")) {
            past.pod(new Pod(name, name + "-5f6c8d9b7-h8w2t", begin, null), name, List.of());
        }
        return past;
    }

    private static void checkout(StagedPast past, Instant now, Instant begin, Random random) {
        List<String> revisions = List.of("5c7f9d6c4d", "7d4b8c6f9", "84f6d7c5b8", "6b9d5f7c84");
        List<Integer> days = List.of(24, 12, 4);
        for (int replica = 0; replica < 2; replica++) {
            Instant from = begin;
            Pod before = null;
            for (int i = 0; i < revisions.size(); i++) {
                Instant to =
                        i < days.size()
                                ? ago(now, days.get(i) * 24).plusSeconds(20L + replica * 30)
                                : null;
                String name = "checkout-" + revisions.get(i) + "-" + (replica == 0 ? "x2" : "m9");
                Pod pod = new Pod("checkout", name, from, to);
                past.pod(pod, "checkout", i == 2 ? bad(now, random) : List.of());
                if (before != null) {
                    past.replacement(before, pod, "rollout", 8);
                }
                before = pod;
                from = to == null ? now : to.minusSeconds(12);
            }
        }
        for (int i = 0; i < days.size(); i++) {
            Instant at = ago(now, days.get(i) * 24).plusSeconds(8);
            past.rollout("checkout", revisions.get(i + 1), at, at.plusSeconds(60), "complete");
        }
        past.rollout("mail", "66f7c8d9b5", ago(now, 30), null, "progressing");
    }

    private static List<Stop> bad(Instant now, Random random) {
        List<Stop> stops = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Instant at =
                    ago(now, 12 * 24)
                            .plus(Duration.ofMinutes(20))
                            .plus(
                                    Duration.ofMinutes(
                                            260L * i + (i == 0 ? 0 : random.nextInt(200))));
            stops.add(new Stop(at, RestartCause.CRASH, 2, 4 + random.nextInt(90)));
        }
        return stops;
    }

    /** Five hundred containers over six hours, of which a node took some along. */
    static StagedPast fleet(Instant now) {
        StagedPast past = new StagedPast("fleet");
        Random random = new Random(11);
        Instant begin = now.minus(Duration.ofDays(9));
        for (int i = 0; i < 500; i++) {
            String workload = "service-%03d".formatted(i / 4);
            List<Stop> stops = new ArrayList<>();
            if (i % 7 == 3) {
                stops.add(
                        new Stop(
                                ago(now, 3).plusSeconds(random.nextInt(40)),
                                RestartCause.NODE_RESTARTED,
                                25 + random.nextInt(20),
                                60 + random.nextInt(60)));
            }
            if (i % 23 == 0) {
                for (int n = 0; n < 1 + random.nextInt(9); n++) {
                    Instant at = now.minusSeconds(600 + random.nextInt(20_000));
                    stops.add(
                            new Stop(
                                    at,
                                    i % 2 == 0 ? RestartCause.OOM : RestartCause.LIVENESS,
                                    2 + random.nextInt(100),
                                    120));
                }
            }
            stops.sort(Comparator.comparing(Stop::at));
            String pod = workload + "-7d9c5b8f6-" + Integer.toString(40_000 + i * 97, 36);
            past.pod(new Pod(workload, pod, begin, null), "app", stops);
        }
        return past;
    }

    /** As long as names may be. */
    static StagedPast names(Instant now) {
        StagedPast past = new StagedPast(LONG_NAMESPACE);
        for (int i = 0; i < 6; i++) {
            String workload = LONG + "-" + (i / 2);
            past.pod(
                    new Pod(workload, workload + "-7d9c5b8f6-" + (i + 10), ago(now, 9), null),
                    "a-container-with-a-long-name-of-its-own-" + i,
                    List.of(stop(now, 1, RestartCause.CRASH, 40, 60)));
        }
        past.rollout(
                LONG + "-0",
                "a-revision-of-somebody-who-names-them",
                ago(now, 2),
                ago(now, 1),
                "undone");
        return past;
    }

    /** Ten thousand restarts of a day. */
    static StagedPast dense(Instant now) {
        StagedPast past = new StagedPast("dense");
        for (int i = 0; i < 40; i++) {
            List<Stop> stops = new ArrayList<>();
            for (int n = 250; n > 0; n--) {
                Instant at = now.minusSeconds(n * 340L + i * 7L);
                stops.add(
                        new Stop(
                                at,
                                i % 3 == 0 ? RestartCause.OOM : RestartCause.CRASH,
                                60,
                                n % 5 == 0 ? null : 61));
            }
            String workload = "flapping-%02d".formatted(i / 2);
            past.pod(
                    new Pod(workload, workload + "-5d9-" + (i + 36), ago(now, 48), null),
                    "app",
                    stops);
        }
        return past;
    }

    private static Stop stop(Instant now, int hours, RestartCause cause, int down, int ready) {
        return new Stop(ago(now, hours), cause, down, ready);
    }

    private static Instant ago(Instant now, int hours) {
        return now.minus(Duration.ofHours(hours));
    }
}
