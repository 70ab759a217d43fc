package dev.okiagari.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.Span;
import dev.okiagari.history.RecordedHistory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Forecasts of containers as they were recorded. */
@SpringBootTest(
        classes = {RecordedHistory.class, ProbeForecasts.class, TermReadings.class},
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.datasource.url=jdbc:h2:mem:forecasts")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("database")
class ProbeForecastsTests {

    @Autowired private ProbeForecasts forecasts;
    @Autowired private RecordedHistory.Keeper keeper;

    private PodSnapshot sleeper;
    private List<PodSnapshot> article;

    @BeforeAll
    void read() {
        sleeper = keeper.keep("sleeper").getFirst();
        article = keeper.keep("article");
    }

    @Test
    void theArticlesProbeNoticesAHangAfter36To46Seconds() {
        ProbeForecast forecast = forecasts.of(sleeper, container(sleeper)).orElseThrow();

        assertThat(forecast)
                .isInstanceOfSatisfying(
                        ProbeForecast.Restarted.class,
                        told -> {
                            assertThat(told.detected()).isEqualTo(span(36, 46));
                            assertThat(told.ended()).isEqualTo(span(66, 77));
                            assertThat(told.restarted()).isEqualTo(span(66, 79));
                        });
    }

    @Test
    void withoutALivenessProbeThereIsNone() {
        assertThat(article)
                .isNotEmpty()
                .allSatisfy(pod -> assertThat(forecasts.of(pod, container(pod))).isEmpty());
    }

    @Test
    void aProbeThatIsBeingWrittenIsForecastForTheContainerThatIsThere() {
        Probe draft =
                new Probe(
                        "httpGet / 8080 HTTP",
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(12),
                        3,
                        1,
                        Duration.ofSeconds(5));
        PodSnapshot pod = article.getFirst();

        ProbeForecast forecast =
                forecasts.of(pod, container(pod), ProbeType.LIVENESS, draft, Hang.FROZEN);

        assertThat(forecast)
                .isInstanceOfSatisfying(
                        ProbeForecast.Restarted.class,
                        told -> assertThat(told.ended()).isEqualTo(span(41, 52)));
        assertThat(forecasts.of(pod, container(pod), ProbeType.READINESS, draft, Hang.FROZEN))
                .isEqualTo(new ProbeForecast.Unrouted(Hang.FROZEN, span(36, 46)));
    }

    private static ContainerSnapshot container(PodSnapshot pod) {
        return pod.containers().getFirst();
    }

    private static Span span(long min, long max) {
        return new Span(Duration.ofSeconds(min), Duration.ofSeconds(max));
    }
}
