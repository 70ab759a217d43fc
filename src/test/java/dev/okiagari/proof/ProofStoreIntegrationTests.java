package dev.okiagari.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.Sleep;
import dev.okiagari.liveness.Hang;
import dev.okiagari.liveness.ProbeChange;
import dev.okiagari.liveness.ProbeForecast;
import dev.okiagari.replica.Replica;
import dev.okiagari.safety.Audit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** What is kept of proofs. */
@Tag("database")
@SpringBootTest(
        classes = ProofStoreIntegrationTests.Stored.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.datasource.url=jdbc:h2:mem:proofs")
class ProofStoreIntegrationTests {

    @Autowired private ProofStore store;
    @MockitoBean private Audit audit;
    @MockitoBean private Sleep sleep;

    @EnableAutoConfiguration
    @EntityScan(basePackageClasses = ProofRow.class)
    @EnableJpaRepositories(basePackageClasses = ProofRow.class)
    @Import(ProofStore.class)
    static class Stored {

        @org.springframework.context.annotation.Bean
        Replica replica() {
            return Replica.alone();
        }
    }

    @BeforeEach
    void nothingFails() {
        reset(audit);
    }

    private static Proof proof(ProbeForecast forecast) {
        Proof like = Staged.proof();
        return new Proof(
                UUID.randomUUID(),
                like.clusterId(),
                like.target(),
                ProbeType.LIVENESS,
                like.by(),
                like.requestedAt(),
                Staged.agreement(ProbeChange.Kind.ADDED, forecast),
                like.state(),
                like.before(),
                null,
                null,
                null,
                List.of());
    }

    @Test
    void itIsKeptWholeInEachOfItsStates() throws InterruptedException {
        Proof first = proof(Staged.FORECAST);
        store.begin(first);
        Proof changing = first.changing(Staged.T0, Staged.unnoticed(180.2));
        Proof rolling = changing.rollingOut(Staged.T0);
        Proof hanging = rolling.hangingAfter(Staged.T0, UUID.randomUUID());
        Proof finished =
                hanging.finished(Staged.T0, Staged.unnoticed(180.2), Staged.restarted(28.0, 58));
        Proof before = first;
        for (Proof after : List.of(changing, rolling, hanging, finished)) {
            store.become(before, after);
            assertThat(store.find("lab", first.id())).hasValue(after);
            before = after;
        }
        assertThat(store.find("other", first.id())).isEmpty();
        assertThat(store.of("lab", Staged.CHANGE)).contains(finished);
        verify(audit)
                .record(Staged.BY, "prove", "shop/Deployment/web/app", "started " + first.id());
    }

    @Test
    void itsEarlyEndsAndOtherForecastsAreKeptToo() throws InterruptedException {
        Proof one = proof(new ProbeForecast.Unrouted(Hang.SILENT, Staged.seconds(21, 31)));
        Proof other = proof(new ProbeForecast.Unnoticed(Hang.FROZEN, "tcpSocket 1"));
        store.begin(one);
        store.begin(other);
        assertThat(store.unfinished("lab")).contains(one, other);

        Proof failed = one.failed(Staged.T0, Message.of("proof.failed.no-pod"));
        Proof stopped =
                other.stopped(
                        Staged.T0, Staged.BY, Message.of("proof.stopped.stopped", "ann\u0000"));
        store.become(one, failed);
        store.become(other, stopped);

        assertThat(store.find("lab", one.id())).hasValue(failed);
        assertThat(store.find("lab", other.id())).hasValue(stopped);
        assertThat(store.unfinished("lab")).doesNotContain(failed, stopped);
        assertThat(store.newest("lab", new ProofQuery("shop", "web", null, 100)))
                .contains(failed, stopped);
    }

    @Test
    void ofTwoWhoTakeItFurtherOneIsRefused() throws InterruptedException {
        Proof first = proof(Staged.FORECAST);
        store.begin(first);
        Proof changing = first.changing(Staged.T0, Staged.unnoticed(180));
        store.become(first, changing);

        assertThatThrownBy(() -> store.become(first, changing))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatTheLogCannotTellOfDoesNotBegin() {
        willThrow(new DataAccessResourceFailureException("full"))
                .given(audit)
                .record(any(), anyString(), anyString(), anyString());
        Proof untold = proof(Staged.FORECAST);

        assertThatThrownBy(() -> store.begin(untold))
                .isInstanceOf(DataAccessResourceFailureException.class);
        assertThat(store.find("lab", untold.id())).isEmpty();
    }
}
