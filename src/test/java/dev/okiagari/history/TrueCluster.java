package dev.okiagari.history;

import dev.okiagari.cluster.PodSnapshot;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A cluster in which things happen at random, and the journal that a watch reads from. */
final class TrueCluster {

    /** What a watch tells: a pod as it is after a change, or for the last time. */
    record Update(PodSnapshot pod, boolean gone) {}

    final List<Update> journal = new ArrayList<>();

    /** Every pod that ever was. */
    final List<TruePod> pods = new ArrayList<>();

    private final Map<String, TruePod> alive = new LinkedHashMap<>();
    private final Random random;
    private Instant now = Pods.BORN;
    private long version = 95;
    private int births;

    TrueCluster(Random random) {
        this.random = random;
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            bear("web-" + i);
        }
    }

    Instant now() {
        return now;
    }

    void pass() {
        now = now.plusMillis(random.nextInt(10_000));
    }

    boolean isAlive(TruePod pod) {
        return alive.get(pod.ref.name()) == pod;
    }

    /** One of many things. */
    void happen() {
        pass();
        int what = random.nextInt(100);
        if (what < 45) {
            restart(any(), 1);
        } else if (what < 55) {
            restart(any(), 2 + random.nextInt(4));
        } else if (what < 65) {
            publish(any());
        } else if (what < 70) {
            loseCount(any());
        } else if (what < 82) {
            remake(any());
        } else if (what < 88 && alive.size() < 5) {
            bear("more-" + births);
        } else if (alive.size() > 1) {
            remove(any());
        }
    }

    /** The pods as they were when the journal had that many entries, by name. */
    Map<String, PodSnapshot> at(int position) {
        Map<String, PodSnapshot> pods = new HashMap<>();
        for (Update update : journal.subList(0, position)) {
            String name = update.pod().ref().name();
            if (!update.gone()) {
                pods.put(name, update.pod());
            } else if (pods.containsKey(name)
                    && pods.get(name).ref().uid().equals(update.pod().ref().uid())) {
                pods.remove(name);
            }
        }
        return pods;
    }

    private TruePod any() {
        return List.copyOf(alive.values()).get(random.nextInt(alive.size()));
    }

    private void restart(TruePod pod, int times) {
        TrueContainer container = pod.containers.get(random.nextInt(pod.containers.size()));
        for (int i = 0; i < times; i++) {
            restart(pod, container, container.count() + 1);
        }
    }

    private void loseCount(TruePod pod) {
        TrueContainer container = pod.containers.get(random.nextInt(pod.containers.size()));
        restart(pod, container, random.nextInt(container.count() + 1));
    }

    private void restart(TruePod pod, TrueContainer container, int count) {
        if (container.id() == null) {
            container.begin(0, false, second());
            publish(pod);
            return;
        }
        container.end(random.nextInt(3), second());
        if (random.nextBoolean()) {
            publish(pod);
        }
        if (random.nextBoolean()) {
            pass();
            container.holdBack();
            publish(pod);
        }
        pass();
        container.begin(count, random.nextInt(10) > 0, second());
        publish(pod);
    }

    private void bear(String name) {
        TruePod pod = new TruePod(name, births++, 1 + random.nextInt(2), second());
        alive.put(name, pod);
        pods.add(pod);
        publish(pod);
        for (TrueContainer container : pod.containers) {
            pass();
            container.begin(0, false, second());
            publish(pod);
        }
    }

    private void remove(TruePod pod) {
        if (random.nextBoolean()) {
            pod.askToGo(second());
            publish(pod);
            pass();
        }
        alive.remove(pod.ref.name());
        journal.add(new Update(pod.snapshot(next()), true));
    }

    private void remake(TruePod pod) {
        remove(pod);
        bear(pod.ref.name());
    }

    private void publish(TruePod pod) {
        journal.add(new Update(pod.snapshot(next()), false));
    }

    private long next() {
        version += 1 + random.nextInt(3);
        return version;
    }

    /** A cluster tells times by the second. */
    private Instant second() {
        return now.truncatedTo(ChronoUnit.SECONDS);
    }
}
