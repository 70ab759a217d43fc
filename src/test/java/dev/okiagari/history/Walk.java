package dev.okiagari.history;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.Connection;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.replica.Office;
import dev.okiagari.replica.Offices;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What may come between a cluster and what is kept of it, at random: watches that are cut and
 * listed anew, updates told twice or too late, crashes of Okiagari before, in and after a
 * transaction, a queue that is too short, and steps of our clock. With replicas also one that takes
 * over, with or without the knowledge of the one before.
 */
final class Walk {

    /** Okiagari's process has died; it is no exception that it could handle. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1;
    }

    final String clusterId;
    final TrueCluster truth;

    private static final int LATE = 8;
    private static final Duration TOO_OLD = Duration.ofSeconds(60);

    /** When Okiagari first kept what it saw, by the cluster's clock. */
    Instant began = Instant.MAX;

    private final Random random;
    private final Books books;
    private final Map<String, PodSnapshot> known = new HashMap<>();
    private ShownCluster shown;
    private final Offices offices = new Offices();
    private Office office = Office.alone();
    private Recorder recorder;
    private Office otherOffice = Office.alone();
    private @Nullable Recorder other;
    private Duration skew = Duration.ZERO;
    private int read;
    private boolean watching;
    private @Nullable Instant contact;
    private boolean cut;
    private Instant followed = Instant.EPOCH;
    private boolean dying;

    /**
     * @param replicas whether there is another one that follows, and may take over
     */
    Walk(long seed, String clusterId, Books books, boolean replicas) {
        this.random = new Random(seed);
        this.clusterId = clusterId;
        this.books = books;
        this.truth = new TrueCluster(random);
        this.shown = new ShownCluster(clusterId);
        if (replicas) {
            office = offices.next();
            Offices.elect(office);
            otherOffice = offices.next();
            other = start(otherOffice);
        }
        this.recorder = start(office);
    }

    void go(int steps) throws InterruptedException {
        for (int i = 0; i < random.nextInt(20); i++) {
            truth.happen();
        }
        for (int i = 0; i < steps; i++) {
            truth.happen();
            interfere();
            follow();
        }
        reconnect(0);
        record();
    }

    private void interfere() throws InterruptedException {
        int what = random.nextInt(100);
        if (what < 8) {
            cut();
        } else if (what < 14) {
            watching = false;
            shown.watched(false);
        } else if (what < 28) {
            reconnect(random.nextInt(4) == 0 ? random.nextInt(6) : 0);
        } else if (what < 33) {
            tellAgain();
        } else if (what < 39) {
            crash();
        } else if (what < 43) {
            stepClock();
        } else if (what < 48 && other != null) {
            takeOver();
        } else if (what < 75) {
            record();
        } else {
            follow();
        }
    }

    private void cut() {
        if (watching) {
            follow();
        }
        watching = false;
        cut = true;
        shown.watched(false);
        tell(
                new ClusterEvent.ConnectionChanged(
                        new Connection(Connection.State.DISCONNECTED, ours(), null), ours()));
    }

    /** All replicas watch. */
    private void tell(ClusterEvent event) {
        recorder.on(event);
        if (other != null) {
            other.on(event);
        }
    }

    /** Either the watch goes on where it was, or everything is listed. */
    private void reconnect(int stale) {
        if (cut || known.isEmpty() || isForgotten() || random.nextInt(3) > 0) {
            list(Math.max(0, truth.journal.size() - stale));
        }
        watching = true;
        cut = false;
        shown.watched(true);
        follow();
    }

    /** A client tries again within half a minute; a server remembers for five. */
    private boolean isForgotten() {
        return followed.plus(TOO_OLD).isBefore(truth.now());
    }

    private void list(int position) {
        Map<String, PodSnapshot> pods = truth.at(position);
        pods.values()
                .forEach(pod -> {
                    known.values().stream()
                            .filter(other -> isNamesake(other, pod))
                            .toList()
                            .forEach(other -> remove(other, false));
                    observe(pod);
                });
        Set<String> there =
                pods.values().stream().map(pod -> pod.ref().uid()).collect(Collectors.toSet());
        List.copyOf(known.values()).stream()
                .filter(pod -> !there.contains(pod.ref().uid()))
                .forEach(pod -> remove(pod, false));
        read = position;
        tell(new ClusterEvent.PodsListed(clusterId, null, contact, known.keySet(), ours()));
    }

    private static boolean isNamesake(PodSnapshot one, PodSnapshot other) {
        return one.ref().name().equals(other.ref().name())
                && !one.ref().uid().equals(other.ref().uid());
    }

    /** Reads what the watch has to tell. */
    private void follow() {
        if (!watching) {
            return;
        }
        while (read < truth.journal.size()) {
            TrueCluster.Update update = truth.journal.get(read++);
            if (update.gone()) {
                observe(update.pod());
                remove(update.pod(), true);
            } else {
                observe(update.pod());
            }
        }
        contact = ours();
        followed = truth.now();
    }

    /** As the store of the pods does: what is older than what is known is not told. */
    private void observe(PodSnapshot pod) {
        PodSnapshot before = known.get(pod.ref().uid());
        if (before == null || !pod.isOlderThan(before.resourceVersion())) {
            known.put(pod.ref().uid(), pod);
            shown.show(pod);
            tell(new ClusterEvent.PodObserved(before, pod, ours()));
        }
    }

    private void remove(PodSnapshot pod, boolean seen) {
        PodSnapshot last = known.remove(pod.ref().uid());
        if (last != null) {
            shown.hide(pod.ref().uid());
            tell(new ClusterEvent.PodRemoved(last, ours(), seen));
        }
    }

    /** Twice, or after what came later: even past the store, which would not let it. */
    private void tellAgain() {
        if (watching && read > 0) {
            TrueCluster.Update update =
                    truth.journal.get(read - 1 - random.nextInt(Math.min(read, LATE)));
            if (!known.containsKey(update.pod().ref().uid())) {
                return;
            }
            tell(new ClusterEvent.PodObserved(null, update.pod(), ours()));
        }
    }

    private void crash() throws InterruptedException {
        if (random.nextBoolean()) {
            dying = true;
            record();
            dying = false;
        }
        if (other != null && !known.isEmpty() && random.nextBoolean()) {
            // dead, and never heard of again
            elected(false);
            otherOffice = offices.next();
            other = start(otherOffice);
            introduce(other);
            return;
        }
        known.clear();
        watching = false;
        contact = null;
        shown = new ShownCluster(clusterId);
        shown.watched(false);
        if (other != null) {
            office = offices.next();
            Offices.elect(office);
            otherOffice = offices.next();
            other = start(otherOffice);
        }
        recorder = start(office);
    }

    /** A process that starts lists what is there. */
    private void introduce(Recorder started) {
        if (watching) {
            known.values()
                    .forEach(pod -> started.on(new ClusterEvent.PodObserved(null, pod, ours())));
            started.on(new ClusterEvent.PodsListed(clusterId, null, null, known.keySet(), ours()));
        }
    }

    /** The one before may have stood still, and believe that it records. */
    private void takeOver() throws InterruptedException {
        if (other != null && !known.isEmpty()) {
            elected(random.nextBoolean());
        }
    }

    private void elected(boolean stoodStill) throws InterruptedException {
        Recorder next = java.util.Objects.requireNonNull(other);
        Office nextOffice = otherOffice;
        if (!stoodStill) {
            Offices.dismiss(office);
        }
        other = recorder;
        otherOffice = office;
        recorder = next;
        office = nextOffice;
        // whoever still believed in an earlier term was told otherwise by now
        office.leave();
        Offices.elect(office);
        // so that nobody waits for something to happen
        PodSnapshot any = known.values().iterator().next();
        recorder.on(new ClusterEvent.PodObserved(null, any, ours()));
        recorder.turn();
    }

    /** The heartbeat tells the difference before anything else is seen. */
    private void stepClock() {
        Duration before = skew;
        skew = Duration.ofSeconds(random.nextInt(14_400) - 7_200L);
        contact = contact == null ? null : contact.plus(skew).minus(before);
        shown.isAheadBy(skew.negated());
    }

    /** A watch lags by less than it takes to write: what happened is told before. */
    private void record() throws InterruptedException {
        follow();
        if (other != null) {
            // whose lease it is stays elected, also after a write was refused
            Offices.elect(office);
        }
        try {
            while (recorder.hasWork()) {
                recorder.turn();
            }
            while (other != null && other.hasWork()) {
                other.turn();
            }
        } catch (Death died) {
            // what is in memory only is lost, and the transaction is rolled back
        }
    }

    private Recorder start(Office held) {
        shown.isAheadBy(skew.negated());
        int queue = random.nextInt(4) == 0 ? 3 + random.nextInt(10) : 1000;
        return new Recorder(
                shown,
                books.archive,
                new Mortal(held),
                books.announcer,
                books.database,
                new OurClock(),
                _ -> {},
                Settings.queue(queue),
                held);
    }

    private Instant ours() {
        return truth.now().plus(skew);
    }

    /** A ledger in whose transaction Okiagari may die. */
    private final class Mortal extends Ledger {

        Mortal(Office held) {
            super(books.jdbc, books.batches, held);
        }

        @Override
        public Changes write(String cluster, Collection<Fact> facts, @Nullable Instant until) {
            Changes done =
                    books.transaction(() -> {
                        Changes changes = super.write(cluster, facts, until);
                        if (dying && random.nextBoolean()) {
                            throw new Death();
                        }
                        return changes;
                    });
            boolean first = facts.stream().anyMatch(Fact.RunSeen.class::isInstance);
            began = began.equals(Instant.MAX) && first ? truth.now() : began;
            return done;
        }
    }

    private final class OurClock extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return ours();
        }
    }
}
