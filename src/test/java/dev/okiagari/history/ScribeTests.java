package dev.okiagari.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.okiagari.database.Database;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

@ExtendWith(OutputCaptureExtension.class)
class ScribeTests {

    private final Ledger ledger = mock();
    private final Database database = mock();
    private final Announcer announcer = mock();
    private final Scribe scribe = new Scribe(ledger, announcer, database, _ -> {}, () -> true);
    private final List<Fact> facts =
            List.of(
                    new Fact.SuccessorReady(Pods.running("one", 1, 0, 0).ref(), Pods.at(1)),
                    new Fact.SuccessorReady(Pods.running("two", 1, 0, 0).ref(), Pods.at(1)));

    /** Between the batch that failed and the next question it may have come back. */
    @Test
    void aDatabaseThatIsBackAtOnceHasRefusedNothing() throws InterruptedException {
        RuntimeException away =
                new CannotCreateTransactionException(
                        "no connection", new SQLTransientConnectionException("timed out"));
        given(ledger.write(any(), any(), any())).willThrow(away).willReturn(new Changes());

        assertThat(scribe.keep("cluster", facts, null)).isTrue();

        verify(ledger, times(2)).write("cluster", facts, null);
        verify(ledger, never()).write("cluster", facts.subList(0, 1), null);
        verify(database).failed(Database.Use.RECORDING, away);
        verify(database).worked(Database.Use.RECORDING);
    }

    /** It went between what was written and what is read to tell of it. */
    @Test
    void aDatabaseThatGoesBeforeTheTellingIsAwayInOneLine(CapturedOutput output)
            throws InterruptedException {
        RuntimeException away =
                new DataAccessResourceFailureException(
                        "no backend", new SQLException("I/O error", "08006"));
        given(ledger.write(any(), any(), any())).willReturn(new Changes());
        willThrow(away).given(announcer).announce(any());

        assertThat(scribe.keep("cluster", facts, null)).isFalse();

        verify(ledger).write("cluster", facts, null);
        verify(database).failed(Database.Use.RECORDING, away);
        assertThat(output.getAll()).isEmpty();
    }

    @Test
    void whatElseKeepsItFromBeingToldIsSaid(CapturedOutput output) throws InterruptedException {
        given(ledger.write(any(), any(), any())).willReturn(new Changes());
        willThrow(new IllegalStateException("deaf")).given(announcer).announce(any());

        assertThat(scribe.keep("cluster", facts, null)).isFalse();

        verify(database, never()).failed(any(), any());
        assertThat(output.getAll()).contains("could not be announced").contains("deaf");
    }
}
