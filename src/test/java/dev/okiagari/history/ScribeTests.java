package dev.okiagari.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.okiagari.database.Database;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;

class ScribeTests {

    private final Ledger ledger = mock();
    private final Database database = mock();
    private final Scribe scribe = new Scribe(ledger, mock(), database, _ -> {}, () -> true);
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
}
