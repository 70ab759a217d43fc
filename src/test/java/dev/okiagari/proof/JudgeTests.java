package dev.okiagari.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.liveness.Hang;
import dev.okiagari.liveness.ProbeChange;
import dev.okiagari.liveness.ProbeForecast;
import dev.okiagari.proof.ProofVerdict.Conclusion;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What two hangs say of a probe, and that there are words for it. */
class JudgeTests {

    private static final ProbeForecast OUT =
            new ProbeForecast.Unrouted(Hang.FROZEN, Staged.seconds(21, 31));
    private static final ProbeForecast NOTHING =
            new ProbeForecast.Unnoticed(Hang.FROZEN, "tcpSocket 8080");

    private static ProofVerdict liveness(
            ProbeChange.Kind kind, ProbeForecast forecast, Sight before, Sight after) {
        return judged(ProbeType.LIVENESS, kind, forecast, before, after);
    }

    private static ProofVerdict added(Sight before, Sight after) {
        return liveness(ProbeChange.Kind.ADDED, Staged.FORECAST, before, after);
    }

    private static ProofVerdict readiness(Sight before, Sight after) {
        return judged(ProbeType.READINESS, ProbeChange.Kind.ADDED, OUT, before, after);
    }

    private static ProofVerdict judged(
            ProbeType type,
            ProbeChange.Kind kind,
            ProbeForecast forecast,
            Sight before,
            Sight after) {
        return Judge.of(Staged.proof(type, kind, forecast), before, after);
    }

    @ParameterizedTest
    @CsvSource({
        "49.9, OUTSIDE_FORECAST",
        "50.0, PROVEN",
        "58.0, PROVEN",
        "65.0, PROVEN",
        "65.1, OUTSIDE_FORECAST"
    })
    void aRestartIsProvenToTheSecondThatAClusterTells(double restarted, Conclusion conclusion) {
        ProofVerdict verdict =
                added(Staged.unnoticed(180), Staged.restarted(restarted - 30, restarted));

        assertThat(verdict.conclusion()).isEqualTo(conclusion);
        assertThat(verdict.before().key()).isEqualTo("proof.verdict.before.unnoticed.added");
        assertThat(verdict.after().arguments())
                .containsExactly(String.valueOf(restarted), "51", "64");
    }

    @Test
    void whatEndsItSoonerThanItsProbeCouldMayBeSomethingElse() {
        ProofVerdict verdict = added(Staged.unnoticed(180), Staged.restarted(null, 12));

        assertThat(verdict.conclusion()).isEqualTo(Conclusion.NOT_COMPARABLE);
        assertThat(verdict.after().key()).isEqualTo("proof.verdict.after.something-else");
    }

    @Test
    void aRestartThatCameLateIsStillOneThoughNobodyToldOfTheProbe() {
        assertThat(added(Staged.unnoticed(180), Staged.restarted(null, 90)).conclusion())
                .isEqualTo(Conclusion.OUTSIDE_FORECAST);
    }

    @Test
    void whatIsNotRestartedIsNotProven() {
        ProofVerdict verdict = added(Staged.unnoticed(180), Staged.unnoticed(94));

        assertThat(verdict.conclusion()).isEqualTo(Conclusion.NOT_PROVEN);
        assertThat(verdict.after()).isEqualTo(Message.of("proof.verdict.after.unnoticed", "94.0"));
    }

    @Test
    void aProbeThatWasNotToNoticeIsSaidToHaveDoneAsForecast() {
        ProofVerdict verdict =
                liveness(
                        ProbeChange.Kind.ADDED,
                        NOTHING,
                        Staged.unnoticed(180),
                        Staged.unnoticed(60));

        assertThat(verdict.conclusion()).isEqualTo(Conclusion.NOT_PROVEN);
        assertThat(verdict.after().key()).isEqualTo("proof.verdict.after.unnoticed-as-forecast");
    }

    @Test
    void whatWasRestartedWithoutAnyProbeIsNotComparable() {
        ProofVerdict verdict = added(Staged.restarted(null, 20), Staged.restarted(28.0, 58));

        assertThat(verdict.conclusion()).isEqualTo(Conclusion.NOT_COMPARABLE);
        assertThat(verdict.before().key()).isEqualTo("proof.verdict.before.restarted.added");
        assertThat(verdict.after().key()).isEqualTo("proof.verdict.after.restarted");
    }

    @Test
    void anEarlierProbeIsComparedByWhatItDid() {
        ProofVerdict verdict =
                liveness(
                        ProbeChange.Kind.CHANGED,
                        Staged.FORECAST,
                        Staged.restarted(100.0, 130),
                        Staged.restarted(28.0, 58));

        assertThat(verdict.conclusion()).isEqualTo(Conclusion.PROVEN);
        assertThat(verdict.before())
                .isEqualTo(Message.of("proof.verdict.before.restarted.changed", "130.0"));
    }

    @Test
    void trafficThatStoppedOnlyWithTheProbeProvesIt() {
        ProofVerdict verdict = readiness(Staged.unnoticed(180), Staged.unrouted(25.0, 62.5));

        assertThat(verdict.conclusion()).isEqualTo(Conclusion.PROVEN);
        assertThat(verdict.after())
                .isEqualTo(Message.of("proof.verdict.after.unrouted", "25.0", 21, 31, "62.5"));
    }

    @ParameterizedTest
    @CsvSource({
        "40.0, 62.0, OUTSIDE_FORECAST, unrouted-outside",
        "25.0, , NOT_PROVEN, not-back",
        ", , NOT_PROVEN, routed"
    })
    void trafficIsJudgedByWhenItStoppedAndThatItCameBack(
            @Nullable Double unready, @Nullable Double back, Conclusion conclusion, String key) {
        ProofVerdict verdict = readiness(Staged.unnoticed(180), Staged.unrouted(unready, back));

        assertThat(verdict.conclusion()).isEqualTo(conclusion);
        assertThat(verdict.after().key()).isEqualTo("proof.verdict.after." + key);
    }

    @Test
    void aRestartThatComesBeforeTheTrafficStopsHidesIt() {
        assertThat(readiness(Staged.unnoticed(180), Staged.restarted(null, 20)).conclusion())
                .isEqualTo(Conclusion.NOT_COMPARABLE);
        assertThat(readiness(Staged.restarted(null, 20), Staged.unrouted(25.0, 60.0)).conclusion())
                .isEqualTo(Conclusion.NOT_COMPARABLE);
    }

    @Test
    void aPodThatWasTakenOutWithoutAnyProbeIsNotComparable() {
        assertThat(readiness(Staged.unrouted(12.0, 80.0), Staged.unrouted(25.0, 60.0)))
                .extracting(ProofVerdict::conclusion)
                .isEqualTo(Conclusion.NOT_COMPARABLE);
    }

    private static Stream<ProofVerdict> verdicts() {
        List<Sight> sights =
                List.of(
                        Staged.unnoticed(180),
                        Staged.restarted(28.0, 58),
                        Staged.restarted(28.0, 99),
                        Staged.restarted(null, 12),
                        Staged.unrouted(25.0, 60.0),
                        Staged.unrouted(40.0, 60.0),
                        Staged.unrouted(25.0, null));
        return Stream.of(ProbeType.LIVENESS, ProbeType.READINESS)
                .flatMap(type ->
                        Stream.of(ProbeChange.Kind.ADDED, ProbeChange.Kind.CHANGED)
                                .flatMap(kind ->
                                        Stream.of(Staged.FORECAST, OUT, NOTHING)
                                                .flatMap(forecast ->
                                                        sights.stream()
                                                                .flatMap(before ->
                                                                        sights.stream()
                                                                                .map(after ->
                                                                                        judged(
                                                                                                type,
                                                                                                kind,
                                                                                                forecast,
                                                                                                before,
                                                                                                after))))));
    }

    @ParameterizedTest
    @EnumSource(Conclusion.class)
    void eachConclusionHasAWord(Conclusion conclusion) {
        assertThat(bundle().containsKey("proof.verdict." + conclusion.word())).isTrue();
    }

    @Test
    void eachVerdictHasItsWords() {
        assertThat(bundle().keySet())
                .containsAll(
                        verdicts()
                                .flatMap(verdict ->
                                        Stream.of(verdict.before().key(), verdict.after().key()))
                                .toList());
    }

    private static ResourceBundle bundle() {
        return ResourceBundle.getBundle("messages/proof", Locale.ROOT);
    }
}
