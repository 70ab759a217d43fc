package dev.okiagari.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import dev.okiagari.history.Claims;
import dev.okiagari.replica.Replica;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ExperimentStoreTests {

    private final ExperimentRepository repository = mock();
    private final Claims claims = mock();
    private final List<Object> published = new ArrayList<>();
    private int waited;
    private final ExperimentStore store =
            new ExperimentStore(
                    repository,
                    claims,
                    mock(),
                    new TransactionTemplate(mock(PlatformTransactionManager.class)),
                    published::add,
                    _ -> waited++,
                    Replica.alone());

    @Test
    void anEndWaitsForADatabaseThatIsAway() {
        RuntimeException away =
                new CannotCreateTransactionException(
                        "no connection", new SQLTransientConnectionException("timed out"));
        given(repository.save(any())).willThrow(away, away).willAnswer(call -> call.getArgument(0));
        Experiment planned = Courses.planned(new Fault.DeletePod(null));

        store.end(planned, true);

        assertThat(waited).isEqualTo(2);
        verify(claims).confirm(planned.id());
        assertThat(published).hasSize(1);
    }
}
