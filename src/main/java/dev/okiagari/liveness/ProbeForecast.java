package dev.okiagari.liveness;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.Span;
import java.time.Duration;

/**
 * What a probe makes of a hang, and when: by the kubelet's own timing, for a container that has run
 * for longer than the probe's initial delay. All times count from the hang; those of a startup
 * probe from the start of a run that never gets ready.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "word")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ProbeForecast.Restarted.class, name = "restarted"),
    @JsonSubTypes.Type(value = ProbeForecast.Unrouted.class, name = "unrouted"),
    @JsonSubTypes.Type(value = ProbeForecast.Unnoticed.class, name = "unnoticed")
})
public sealed interface ProbeForecast {

    Hang hang();

    /** In a sentence. */
    Message words();

    /**
     * The container is restarted.
     *
     * @param detected when the threshold is reached
     * @param ended when its processes have ended
     * @param restarted when the next run begins
     * @param ready when that is ready
     */
    record Restarted(
            ProbeType type, Hang hang, Span detected, Span ended, Span restarted, Span ready)
            implements ProbeForecast {

        @Override
        public Message words() {
            return Message.of(
                    "liveness.forecast." + (type == ProbeType.STARTUP ? "startup" : "noticed"),
                    Seconds.least(detected),
                    Seconds.most(detected),
                    Seconds.least(ready),
                    Seconds.most(ready));
        }
    }

    /** Services send nothing to it any more; it is not restarted for it. */
    record Unrouted(Hang hang, Span detected) implements ProbeForecast {

        @Override
        public Message words() {
            return Message.of(
                    "liveness.forecast.unrouted", Seconds.least(detected), Seconds.most(detected));
        }
    }

    /** The probe goes on passing. */
    record Unnoticed(Hang hang, String handler) implements ProbeForecast {

        @Override
        public Message words() {
            return Message.of("liveness.forecast.unnoticed-" + hang.text(), handler);
        }
    }

    /** However short the grace, the kubelet gives this much. */
    Duration LEAST_GRACE = Duration.ofSeconds(2);

    /** The kubelet's and the runtime's way from the end of the grace to the last SIGKILL. */
    Span REAPING = new Span(Duration.ZERO, Duration.ofSeconds(1));

    /** From the end of the grace to the start of the next run, where nothing is pulled. */
    Span START = new Span(Duration.ZERO, Duration.ofSeconds(3));

    static ProbeForecast of(Probe probe, Circumstances circumstances) {
        return of(probe, Failing.of(probe, circumstances.hang()), circumstances);
    }

    /** Where it is known what the probe meets. */
    static ProbeForecast of(Probe probe, Failing failing, Circumstances circumstances) {
        Span detected = failing.detection(probe);
        if (failing == Failing.NEVER) {
            return new Unnoticed(circumstances.hang(), probe.handler());
        }
        if (circumstances.type() == ProbeType.READINESS) {
            return new Unrouted(circumstances.hang(), detected);
        }
        if (circumstances.type() == ProbeType.STARTUP) {
            detected = detected.plus(Span.exactly(probe.initialDelay()));
        }
        Span killed = detected.plus(grace(probe, circumstances));
        Span ended = circumstances.isDeaf() ? killed.plus(REAPING) : killed;
        Span restarted = killed.plus(circumstances.backOff().afterProbeKill(killed)).plus(START);
        return new Restarted(
                circumstances.type(),
                circumstances.hang(),
                detected,
                ended,
                restarted,
                restarted.plus(circumstances.start().span()));
    }

    private static Span grace(Probe probe, Circumstances circumstances) {
        Duration grace = grace(probe, circumstances.podGrace());
        return circumstances.isDeaf() ? Span.exactly(grace) : new Span(Duration.ZERO, grace);
    }

    /** What the kubelet gives a container that this probe has killed. */
    static Duration grace(Probe probe, Duration podGrace) {
        Duration own = probe.grace();
        Duration grace = own == null ? podGrace : own;
        return grace.compareTo(LEAST_GRACE) < 0 ? LEAST_GRACE : grace;
    }
}
