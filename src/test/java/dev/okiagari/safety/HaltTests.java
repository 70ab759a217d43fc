package dev.okiagari.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;

import dev.okiagari.database.DatabaseChanged;
import dev.okiagari.database.DatabaseState;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;

/** Stopping everything, and letting it go on. */
class HaltTests {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Actor ANNA = new Actor("anna", null, "none", Rights.ALL);
    private static final Actor OTTO = new Actor("otto", null, "none", Rights.ALL);

    private final HaltRepository repository = mock();
    private final AtomicReference<@Nullable HaltRow> kept = new AtomicReference<>();
    private final Audit audit = mock();
    private final List<Object> published = new ArrayList<>();
    private final Halt halt = halt();

    @BeforeEach
    void rowIsKept() {
        given(repository.findById(HaltRow.ONLY)).willAnswer(_ -> Optional.ofNullable(kept.get()));
        willAnswer(
                        call -> {
                            kept.set(call.getArgument(0));
                            return call.getArgument(0);
                        })
                .given(repository)
                .save(any());
        willAnswer(
                        _ -> {
                            kept.set(null);
                            return null;
                        })
                .given(repository)
                .deleteById(HaltRow.ONLY);
    }

    @Test
    void ofTwoReplicasThatHaltAtOnceBothHaveHalted() {
        willThrow(new org.springframework.dao.DataIntegrityViolationException("there already"))
                .given(repository)
                .save(any());

        assertThat(halt.engage(ANNA).halted()).isTrue();
        assertThat(published).hasSize(1);
    }

    @Test
    void aHaltOfAnotherReplicaIsToldOnceAndSoIsItsRelease() {
        HaltEcho echo =
                new HaltEcho(dev.okiagari.replica.Replica.alone(), halt, published::add, _ -> {});
        kept.set(new HaltRow(new HaltState(true, NOON, "otto")));

        echo.look();
        assertThat(published)
                .singleElement()
                .extracting(told -> ((HaltChanged) told).by().user())
                .isEqualTo("otto");

        echo.on((HaltChanged) published.removeFirst());
        echo.look();
        assertThat(published).isEmpty();

        kept.set(null);
        echo.look();
        assertThat(published).hasSize(1);
    }

    @Test
    void everybodyIsToldAfterItIsKept() {
        halt.engage(ANNA);

        assertThat(halt.state()).isEqualTo(new HaltState(true, NOON, "anna"));
        assertThat(published).containsExactly(new HaltChanged(halt.state(), ANNA));
        verify(audit).record(ANNA, "halt", "everything", "done");
    }

    @Test
    void itOutlivesARestart() {
        halt.engage(ANNA);

        assertThat(halt().state()).isEqualTo(new HaltState(true, NOON, "anna"));
    }

    @Test
    void theFirstToSayItStays() {
        halt.engage(ANNA);
        halt.engage(OTTO);

        assertThat(halt.state().by()).isEqualTo("anna");
        assertThat(published).hasSize(1);
    }

    @Test
    void aReleaseIsToldOnce() {
        halt.engage(ANNA);
        halt.release(OTTO);
        halt.release(OTTO);

        assertThat(halt.state().halted()).isFalse();
        assertThat(published)
                .containsExactly(
                        new HaltChanged(new HaltState(true, NOON, "anna"), ANNA),
                        new HaltChanged(HaltState.RUNNING, OTTO));
    }

    @Test
    void whoeverIsLoggedInMayHaltAndOnlyAnAdminLetsGoOn() {
        Actor vera = new Actor("vera", null, "password", Rights.NONE);

        halt.engage(vera);

        assertThatThrownBy(() -> halt.release(vera)).isInstanceOf(NotPermitted.class);
        assertThat(halt.state().halted()).isTrue();
        verify(audit).record(vera, "release", "everything", "refused: role viewer");
    }

    @Test
    void whatRunsIsStoppedThoughTheLogCannotBeWritten() {
        willThrow(new IllegalStateException("full"))
                .given(audit)
                .record(any(), any(), any(), any());

        assertThatThrownBy(() -> halt.engage(ANNA)).hasMessage("full");

        assertThat(published).hasSize(1);
        assertThat(halt.state().halted()).isTrue();
    }

    @Test
    void itNeedsNoDatabaseAndIsKeptWhenThatIsBack() {
        willThrow(away()).given(repository).save(any());
        given(repository.findById(HaltRow.ONLY)).willThrow(away());

        halt.engage(ANNA);

        assertThat(halt.state()).isEqualTo(new HaltState(true, NOON, "anna"));
        assertThat(published).containsExactly(new HaltChanged(halt.state(), ANNA));
        reset(repository);
        rowIsKept();
        halt.on(new DatabaseChanged(new DatabaseState.There()));
        assertThat(halt().state()).isEqualTo(new HaltState(true, NOON, "anna"));
        verify(audit).record(ANNA, "halt", "everything", "done at " + NOON);
    }

    @Test
    void whatWasLastReadHoldsWhileTheDatabaseIsAway() {
        halt.engage(ANNA);
        halt.state();
        given(repository.findById(HaltRow.ONLY)).willThrow(away());

        assertThat(halt.state().halted()).isTrue();
    }

    @Test
    void aReleaseThatCannotBeKeptIsNone() {
        halt.engage(ANNA);
        willThrow(away()).given(repository).deleteById(HaltRow.ONLY);

        assertThatThrownBy(() -> halt.release(OTTO))
                .isInstanceOf(CannotCreateTransactionException.class);

        assertThat(halt.state().halted()).isTrue();
        assertThat(published).hasSize(1);
    }

    private static RuntimeException away() {
        return new CannotCreateTransactionException(
                "no connection", new SQLTransientConnectionException("timed out"));
    }

    private Halt halt() {
        return new Halt(
                repository,
                audit,
                new Clearance(audit, Nobody.asked()),
                published::add,
                Clock.fixed(NOON, ZoneOffset.UTC));
    }
}
