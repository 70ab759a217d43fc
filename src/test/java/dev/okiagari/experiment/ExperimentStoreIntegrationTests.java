package dev.okiagari.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;

import dev.okiagari.cluster.Sleep;
import dev.okiagari.history.Claims;
import dev.okiagari.replica.Replica;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.Audit;
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

/** What is stored before anything is touched. */
@Tag("database")
@SpringBootTest(
        classes = ExperimentStoreIntegrationTests.Stored.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.datasource.url=jdbc:h2:mem:experiments")
class ExperimentStoreIntegrationTests {

    private static final Fault SUSPEND = new Fault.Suspend(30, java.util.List.of(7));

    @Autowired private ExperimentStore store;
    @Autowired private ExperimentRepository repository;
    @MockitoBean private Audit audit;
    @MockitoBean private Claims claims;
    @MockitoBean private Sleep sleep;

    private final Experiment injecting = Courses.planned(SUSPEND).injecting();

    @EnableAutoConfiguration
    @EntityScan(basePackageClasses = ExperimentRow.class)
    @EnableJpaRepositories(basePackageClasses = ExperimentRow.class)
    @Import(ExperimentStore.class)
    static class Stored {

        @org.springframework.context.annotation.Bean
        Replica replica() {
            return Replica.alone();
        }
    }

    @BeforeEach
    void nothingFails() {
        reset(audit, claims);
    }

    @Test
    void anIntentIsStoredWithItsClaimAndItsLineInTheLog() {
        store.intend(injecting);

        assertThat(store.find("lab", injecting.id())).hasValue(injecting);
        verify(claims).claim(injecting.id(), Courses.POD.ref(), "app", Targets.OLD);
        verify(audit)
                .record(
                        Actor.ITSELF.kept(),
                        "inject",
                        "test/hello-1/app " + SUSPEND.label(),
                        "started " + injecting.id());
    }

    @Test
    void whatTheLogCannotTellOfIsNotStored() {
        willThrow(new DataAccessResourceFailureException("full"))
                .given(audit)
                .record(any(), anyString(), anyString(), anyString());

        assertThatThrownBy(() -> store.intend(injecting))
                .isInstanceOf(DataAccessResourceFailureException.class);
        assertThat(store.find("lab", injecting.id())).isEmpty();
    }

    @Test
    void anInjectionIsKnownToBeUnderWayBeforeItIsSent() {
        store.intend(injecting);

        assertThat(store.find("lab", injecting.id())).hasValue(injecting);
        assertThat(store.unfinished("lab")).contains(injecting);
    }

    @Test
    void whatFollowsAnInjectionIsStoredAsAWhole() {
        store.intend(injecting);
        Experiment observing = injecting.observing(Targets.T0.plusSeconds(1), injecting.evidence());

        store.save(observing);

        assertThat(store.find("lab", injecting.id())).hasValue(observing);
    }

    @Test
    void oneThatThisVersionCannotReadHidesNoOther() {
        store.intend(injecting);
        Experiment newer = Courses.planned(SUSPEND).injecting();
        repository.save(ExperimentRow.first(newer, "{\"fault\":{\"kind\":\"eclipse\"}}", null));

        assertThat(store.find("lab", newer.id())).isEmpty();
        assertThat(store.unfinished("lab")).contains(injecting);
        assertThat(store.newest("lab", new ExperimentQuery(null, null, null, null, null, 1000)))
                .contains(injecting);
    }
}
