package dev.okiagari.liveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.Recordings;
import dev.okiagari.cluster.Span;
import dev.okiagari.history.RecordedHistory;
import dev.okiagari.liveness.CadencePart.Name;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** The sleeper's 90 seconds, as they were recorded: what is told of each is what it was. */
@SpringBootTest(
        classes = {RecordedHistory.class, Cadences.class},
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.datasource.url=jdbc:h2:mem:cadence")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("database")
class SleeperCadenceTests {

    private static final Duration EXACT = Duration.ofSeconds(2);

    /** Of the run that began at 17:06:03, read from the raw events by {@link #measured}. */
    private static final Instant STARTED = Instant.parse("2026-11-23T17:06:03Z");

    private static final Duration TIMEOUT = Duration.ofSeconds(12);

    @Autowired private Cadences cadences;
    @Autowired private RecordedHistory.Keeper keeper;

    private Cadence sleeper;

    @BeforeAll
    void read() {
        PodSnapshot pod = keeper.keep("sleeper").getFirst();
        sleeper = cadences.of(pod, pod.containers().getFirst()).orElseThrow();
    }

    @Test
    void itIsRestartedEvery90SecondsByItsLivenessProbeWithoutFail() {
        assertThat(sleeper.type()).isEqualTo(ProbeType.LIVENESS);
        assertThat(sleeper.times()).isEqualTo(6);
        assertThat(sleeper.interval()).isEqualTo(Duration.ofSeconds(90));
        assertThat(sleeper.seen()).isEqualTo(Span.exactly(Duration.ofSeconds(90)));
    }

    @Test
    void itsNumbersPredictThat() {
        assertThat(sleeper.predicted()).isEqualTo(Span.exactly(Duration.ofSeconds(90)));
    }

    @Test
    void the90SecondsAreTheDelayAndTheWaitThreeTimeOutsAndTheGrace() {
        assertThat(sleeper.parts())
                .extracting(CadencePart::name, part -> part.time().toSeconds())
                .containsExactly(
                        tuple(Name.DELAY, 15L),
                        tuple(Name.WAIT, 9L),
                        tuple(Name.TIME_OUTS, 36L),
                        tuple(Name.GRACE, 30L));
        assertThat(sleeper.parts())
                .extracting(CadencePart::text)
                .contains(Message.of("liveness.part.time-outs", 36, 3, 12));
    }

    @Test
    void eachPartIsWithinTwoSecondsOfWhatTheRawEventsSay() {
        Map<Name, Duration> told =
                sleeper.parts().stream()
                        .collect(Collectors.toMap(CadencePart::name, CadencePart::time));
        List<Instant> failures = measured("Unhealthy");
        Instant firstProbe = failures.getFirst().minus(TIMEOUT);
        Instant killed = measured("Killing").getFirst();
        Instant next = Instant.parse("2026-11-23T17:07:33Z");

        assertThat(failures).hasSize(3);
        assertNear(
                told.get(Name.DELAY).plus(told.get(Name.WAIT)),
                Duration.between(STARTED, firstProbe));
        assertNear(told.get(Name.TIME_OUTS), Duration.between(firstProbe, failures.getLast()));
        assertNear(told.get(Name.GRACE), Duration.between(killed, next));
        assertThat(Recordings.text("sleeper/pods.ndjson"))
                .contains("\"startedAt\":\"" + STARTED, "\"finishedAt\":\"" + next);
    }

    @Test
    void theQuestion60Or90IsAnswered() {
        assertThat(sleeper.words())
                .containsExactly(
                        Message.of("liveness.cadence.regular", 6, 90),
                        Message.of("liveness.cadence.predicted", 90),
                        Message.of("liveness.cadence.kill", 60, 30));
    }

    @Test
    void whoCrashesHasNoCadence() {
        for (PodSnapshot pod : keeper.keep("article")) {
            assertThat(cadences.of(pod, pod.containers().getFirst())).isEmpty();
        }
    }

    /** When events of a reason were last told within the run, by their raw text. */
    private static List<Instant> measured(String reason) {
        Pattern last = Pattern.compile("\"lastTimestamp\":\"([^\"]+)\"");
        return Recordings.text("sleeper/events.ndjson")
                .lines()
                .filter(line -> line.contains("\"reason\":\"" + reason + "\""))
                .flatMap(line -> last.matcher(line).results().map(found -> found.group(1)))
                .map(Instant::parse)
                .filter(at -> at.isAfter(STARTED) && at.isBefore(STARTED.plusSeconds(90)))
                .toList();
    }

    private static void assertNear(Duration told, Duration measured) {
        assertThat(told.toMillis()).isCloseTo(measured.toMillis(), within(EXACT.toMillis()));
    }
}
