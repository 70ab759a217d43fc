package dev.okiagari.liveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.Audit;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** What is kept of changes of probes. */
@Tag("database")
@SpringBootTest(
        classes = ProbeChangeStoreIntegrationTests.Stored.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.datasource.url=jdbc:h2:mem:probe-changes")
class ProbeChangeStoreIntegrationTests {

    private static final Instant NOW = Instant.parse("2026-11-29T18:00:00Z");
    private static final Actor BY = new Actor("ann", "127.0.0.1", "password");

    @Autowired private ProbeChangeStore store;
    @MockitoBean private Audit audit;

    @EnableAutoConfiguration
    @EntityScan(basePackageClasses = ProbeChangeRow.class)
    @EnableJpaRepositories(basePackageClasses = ProbeChangeRow.class)
    @Import(ProbeChangeStore.class)
    static class Stored {

        @Bean
        Clock clock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }
    }

    private static ProbeChange change(String name, Instant at) {
        return new ProbeChange(
                UUID.randomUUID(),
                "lab",
                new ProbeTarget(new WorkloadRef("shop", "Deployment", name), "web"),
                ProbeType.LIVENESS,
                BY,
                at,
                new Shown(
                        "u1",
                        "10",
                        3,
                        "abc",
                        "{}",
                        "{\"spec\":{}}",
                        null,
                        "{\"tcpSocket\":{\"port\":1}}",
                        "{\"tcpSocket\":{\"port\":1}}",
                        "+\u0000",
                        "",
                        List.of(Message.of("liveness.caution.paused")),
                        List.of("create pods/exec")),
                new ChangeState.Rehearsed());
    }

    @BeforeEach
    void nothingFails() {
        reset(audit);
    }

    @Test
    void itIsKeptWholeInEachOfItsStates() {
        ProbeChange shown = change("whole", NOW);
        store.rehearsed(shown);
        assertThat(store.find("lab", shown.id())).hasValue(shown);
        assertThat(store.find("other", shown.id())).isEmpty();
        ChangeState.Applied applied = new ChangeState.Applied(NOW, "{\"spec\":{}}");
        ProbeChange before = shown;
        for (ChangeState state :
                List.of(
                        new ChangeState.Applying(NOW, "10"),
                        applied,
                        new ChangeState.Undoing(NOW, BY, "11", applied),
                        new ChangeState.Undone(NOW, BY, applied),
                        new ChangeState.Failed(NOW, Message.of("liveness.change.taken")))) {
            ProbeChange after = before.with(state);
            assertThat(store.become(before, after, BY, "probe-change")).isTrue();
            assertThat(store.find("lab", shown.id())).hasValue(after);
            before = after;
        }
    }

    @Test
    void ofTwoWhoTakeItFurtherOneIsSecond() {
        ProbeChange shown = change("twice", NOW);
        store.rehearsed(shown);
        ProbeChange intent = shown.with(new ChangeState.Applying(NOW, "10"));

        assertThat(store.become(shown, intent, BY, "probe-change")).isTrue();
        assertThat(store.become(shown, intent, BY, "probe-change")).isFalse();
        verify(audit)
                .record(
                        BY,
                        "probe-change",
                        "shop/Deployment/twice/web livenessProbe",
                        "applying " + shown.id());
        assertThat(store.open("lab")).contains(intent);
    }

    @Test
    void whatTheLogCannotTellOfDoesNotBegin() {
        ProbeChange shown = change("untold", NOW);
        store.rehearsed(shown);
        willThrow(new DataAccessResourceFailureException("full"))
                .given(audit)
                .record(any(), anyString(), anyString(), anyString());

        assertThatThrownBy(() ->
                        store.become(
                                shown,
                                shown.with(new ChangeState.Applying(NOW, "10")),
                                BY,
                                "probe-change"))
                .isInstanceOf(DataAccessResourceFailureException.class);
        assertThat(store.find("lab", shown.id())).hasValue(shown);
    }

    @Test
    void whatWasOnlyShownIsForgottenAfterADayAndNeverListed() {
        ProbeChange old = change("old", NOW.minusSeconds(90_000));
        store.rehearsed(old);
        ProbeChange fresh = change("fresh", NOW);
        store.rehearsed(fresh);

        assertThat(store.find("lab", old.id())).isEmpty();
        assertThat(store.find("lab", fresh.id())).isPresent();
        assertThat(store.newest("lab", new ProbeChangeQuery("shop", "fresh", null, 10))).isEmpty();
        assertThat(store.shown("lab", new ProbeRequest(fresh.target(), ProbeType.LIVENESS, null)))
                .containsExactly(fresh);
    }
}
