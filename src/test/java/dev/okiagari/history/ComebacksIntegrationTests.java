package dev.okiagari.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

@Tag("database")
@SpringBootTest(
        classes = HistoryTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.datasource.url=${okiagari.test.url:jdbc:h2:mem:comebacks}")
class ComebacksIntegrationTests {

    private static final WorkloadRef WEB = new WorkloadRef("shop", "Deployment", "web");
    private static final Instant FROM = Pods.at(0);
    private static final Instant TO = Pods.at(3600);

    @Autowired private Comebacks comebacks;
    @Autowired private HistoryTables tables;
    @Autowired private JdbcTemplate jdbc;

    private KeptRows rows;

    @BeforeEach
    void empty() {
        tables.empty();
        rows = new KeptRows(jdbc);
    }

    @Test
    void restartsAndReplacementsOfAWorkloadAreFoundWithWhatTheyTook() {
        rows.comeback("web", "web-1", 1, Pods.at(100), 3);
        rows.comeback("web", "web-1", 2, Pods.at(200), 30);
        rows.replacement("web", "web-1", "web-2", Pods.at(300), 5);
        rows.comeback("api", "api-1", 1, Pods.at(100), 3);

        assertThat(all())
                .extracting(Comeback::took)
                .containsExactly(
                        Duration.ofSeconds(5), Duration.ofSeconds(31), Duration.ofSeconds(4));
        assertThat(all()).extracting(Comeback::pod).containsExactly("web-2", "web-1", "web-1");
        assertThat(all().getFirst().of()).isEqualTo(new Comeback.Of.Pod(ReplacementCause.EVICTED));
    }

    @Test
    void aRangeBeginsWithItsFirstInstantAndEndsBeforeItsLast() {
        rows.comeback("web", "web-1", 1, FROM.minusMillis(1), 1);
        rows.comeback("web", "web-1", 2, FROM, 2);
        rows.comeback("web", "web-1", 3, TO, 3);

        assertThat(all()).extracting(Comeback::at).containsExactly(FROM);
    }

    @Test
    void whatAnExperimentConfirmedIsItsOwnOnceHoweverManyClaimIt() {
        UUID ours = UUID.randomUUID();
        rows.comeback("web", "web-1", 1, Pods.at(100), 3);
        rows.comeback("web", "web-1", 2, Pods.at(200), 3);
        rows.claim(ours, "web-1", 0, true);
        rows.claim(UUID.randomUUID(), "web-1", 0, false);
        rows.claim(UUID.randomUUID(), "web-1", 1, false);

        assertThat(all()).extracting(Comeback::experimentId).containsExactly(null, ours);
        assertThat(all())
                .extracting(Comeback::of)
                .containsExactly(
                        new Comeback.Of.Container("app", RestartCause.CRASH),
                        new Comeback.Of.Container("app", RestartCause.INJECTED));
    }

    @Test
    void ofVeryManyTheNewestAreLookedAt() {
        rows.restarts("shop", "web", "web-1", RestartCause.CRASH, FROM, 0, Comebacks.MOST);
        rows.comeback("web", "web-2", 1, Pods.at(10), 3);

        assertThat(all()).hasSize(Comebacks.MOST);
        assertThat(all().getFirst().took()).isEqualTo(Duration.ofSeconds(4));
        assertThat(all().getLast().took()).isNull();
    }

    private List<Comeback> all() {
        return comebacks.of(WEB, FROM, TO);
    }
}
