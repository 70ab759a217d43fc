package dev.okiagari.practice.node;

import dev.okiagari.practice.machine.Loop;
import dev.okiagari.practice.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Runs one probe of one container: a ticker that starts with the pod, and one attempt at a time.
 */
final class ProbeWorker {

    private final Node node;
    private final PodWorker pod;
    private final Container container;
    private final Type type;
    private final JsonNode spec;
    private final Attempt attempt;
    private final Duration period;
    private Loop.@Nullable Timer ticker;
    private boolean busy;
    private boolean pending;
    private boolean stopped;
    private String watched = "";
    private boolean onHold;
    private boolean lastResult;
    private int run;

    ProbeWorker(Node node, PodWorker pod, Container container, Type type, JsonNode spec) {
        this.node = node;
        this.pod = pod;
        this.container = container;
        this.type = type;
        this.spec = spec;
        this.period = Duration.ofSeconds(Json.number(spec, 10, "periodSeconds"));
        this.attempt = new Attempt(node, spec);
    }

    /** What a probe is for. */
    enum Type {
        LIVENESS,
        READINESS,
        STARTUP;

        String noun() {
            return name().toLowerCase(Locale.ROOT);
        }

        String field() {
            return noun() + "Probe";
        }

        String title() {
            return name().charAt(0) + noun().substring(1);
        }
    }

    Type type() {
        return type;
    }

    void start() {
        tick(node.now().plus(period));
        probe();
    }

    void stop() {
        stopped = true;
        node.loop().cancel(ticker);
    }

    /** The kubelet asks at once whether a container that has just started is ready. */
    void containerStarted() {
        if (type == Type.READINESS && !container.runs().ready() && !stopped) {
            node.loop().cancel(ticker);
            tick(node.now().plus(period));
            ticked();
        }
    }

    private void tick(Instant at) {
        ticker =
                node.loop()
                        .at(
                                at,
                                () -> {
                                    if (!stopped) {
                                        tick(at.plus(period));
                                        ticked();
                                    }
                                });
    }

    private void ticked() {
        if (busy) {
            pending = true;
        } else {
            probe();
        }
    }

    private void probe() {
        if (!due()) {
            return;
        }
        busy = true;
        String probed = container.runs().containerId();
        attempt.run(
                pod.address(),
                container.machine().orElse(null),
                outcome -> {
                    busy = false;
                    if (!stopped && probed.equals(container.runs().containerId())) {
                        outcome.ifPresent(this::counted);
                    }
                    if (pending && !stopped) {
                        pending = false;
                        probe();
                    }
                });
    }

    private boolean due() {
        if (stopped || !container.running()) {
            return false;
        }
        if (!watched.equals(container.runs().containerId())) {
            watched = container.runs().containerId();
            onHold = false;
        }
        long age = Duration.between(container.runs().started(), node.now()).toSeconds();
        boolean early = age < Json.number(spec, 0, "initialDelaySeconds");
        boolean mine = container.runs().startedUp() != (type == Type.STARTUP);
        return !onHold && !early && mine;
    }

    private void counted(Attempt.Outcome outcome) {
        if (!outcome.good()) {
            container.event(
                    "Warning", "Unhealthy", type.title() + " probe failed: " + outcome.output());
        }
        run = outcome.good() == lastResult ? run + 1 : 1;
        lastResult = outcome.good();
        int threshold =
                outcome.good()
                        ? Json.number(spec, 1, "successThreshold")
                        : Json.number(spec, 3, "failureThreshold");
        if (run >= threshold) {
            decided(outcome.good());
        }
    }

    private void decided(boolean good) {
        if (type == Type.STARTUP || (type == Type.LIVENESS && !good)) {
            onHold = true;
            run = 0;
        }
        switch (type) {
            case READINESS -> container.setReady(good);
            case STARTUP -> {
                if (good) {
                    container.setStartedUp();
                } else {
                    container.failed(type, grace());
                }
            }
            case LIVENESS -> {
                if (!good) {
                    container.failed(type, grace());
                }
            }
        }
    }

    private int grace() {
        return Json.number(spec, pod.grace(), "terminationGracePeriodSeconds");
    }
}
