package dev.okiagari.experiment;

import dev.okiagari.cluster.Message;
import dev.okiagari.database.Portable;
import dev.okiagari.database.PortableTable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Experiments go with the history that they have made, once they have ended: what has not would be
 * taken up at the next start, and a file must not be a way to touch a container.
 */
@Component
@Order(1)
class KeptExperiments implements Portable {

    private static final String ENDED = "state in ('FINISHED', 'INTERRUPTED')";

    @Override
    public List<PortableTable> tables() {
        return List.of(
                PortableTable.of("experiment", "experiment", "id")
                        .only(
                                ENDED,
                                row ->
                                        refuse(
                                                row.apply("id"),
                                                row.apply("state"),
                                                row.apply("document"))));
    }

    private Optional<Message> refuse(
            @Nullable String id, @Nullable String state, @Nullable String document) {
        try {
            Experiment experiment = ExperimentDocument.read(document);
            boolean same =
                    experiment != null
                            && String.valueOf(experiment.state()).equals(state)
                            && String.valueOf(experiment.id()).equals(id);
            return same && experiment.state().isEnd()
                    ? Optional.empty()
                    : Optional.of(Message.of("experiment.import.not-ended"));
        } catch (JacksonException | IllegalArgumentException malformed) {
            return Optional.of(Message.of("experiment.import.malformed"));
        }
    }
}
