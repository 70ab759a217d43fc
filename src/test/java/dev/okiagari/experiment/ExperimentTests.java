package dev.okiagari.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.okiagari.cluster.Message;
import dev.okiagari.safety.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ExperimentTests {

    private static final Instant AT = Targets.T0;
    private static final Verdict VERDICT =
            new Verdict(Outcome.RESTARTED, Message.of("experiment.verdict.restarted", "1.0"), true);

    @Test
    void injectionComesBeforeObservation() {
        Experiment planned = planned();

        assertThatIllegalStateException()
                .isThrownBy(() -> planned.observing(AT, planned.evidence()));
    }

    @Test
    void whatHasEndedStaysEnded() {
        Experiment finished = observing().finished(AT, VERDICT, null, planned().evidence());

        assertThat(finished.isRunning()).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> finished.interrupted(AT, null));
        assertThatIllegalStateException().isThrownBy(finished::injecting);
    }

    @Test
    void recoveryIsHeldAgainstItsLimit() {
        Phase slow = new Phase(Phase.Name.READY, AT, AT.plusSeconds(6), Phase.Clock.WATCH);

        Experiment finished =
                observing()
                        .finished(
                                AT,
                                VERDICT,
                                new Recovery(List.of(slow), null),
                                planned().evidence());

        assertThat(finished.recovery().passed()).isFalse();
    }

    @Test
    void whatDidNotRecoverPassesNoLimitHoweverSoonItWasGivenUp() {
        Phase quick = new Phase(Phase.Name.EXIT, AT, AT.plusSeconds(1), Phase.Clock.WATCH);
        Verdict verdict =
                new Verdict(
                        Outcome.NOT_RECOVERED,
                        Message.of("experiment.verdict.not-recovered", 600),
                        true);

        Experiment finished =
                observing()
                        .finished(
                                AT,
                                verdict,
                                new Recovery(List.of(quick), null),
                                planned().evidence());

        assertThat(finished.recovery().passed()).isFalse();
    }

    @Test
    void whatIsStoredIsReadBackTheSame() {
        JsonMapper json = JsonMapper.builder().build();
        Experiment experiment =
                observing().step(new Step(AT, Message.of("experiment.step.sent", "<b>\0{0}")));

        String document = json.writeValueAsString(experiment);

        assertThat(json.readValue(document, Experiment.class)).isEqualTo(experiment);
        assertThat(document).doesNotContain("\0");
    }

    private static Experiment observing() {
        Experiment planned = planned();
        return planned.injecting().observing(AT, planned.evidence());
    }

    private static Experiment planned() {
        Shot before =
                Shot.of(
                        AT,
                        Targets.pod("Always"),
                        Targets.running(Targets.OLD, 0, true),
                        List.of());
        Target target =
                new Target(
                        Targets.pod("Always").ref(),
                        Targets.pod("Always").workload(),
                        "app",
                        Targets.OLD);
        Forecast forecast = PodForecast.deleted(Targets.pod("Always"));
        return Experiment.planned(
                UUID.randomUUID(),
                "cluster",
                target,
                new Fault.SendSignal("TERM", 1),
                Actor.ITSELF,
                AT,
                forecast,
                Delivery.Method.API,
                before,
                new Terms(5.0, null, null, null),
                null);
    }
}
