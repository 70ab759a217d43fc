package dev.okiagari.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.Message;
import dev.okiagari.database.PortableTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a file may bring of experiments. */
class KeptExperimentsTests {

    private static final Message NOT_ENDED = Message.of("experiment.import.not-ended");
    private static final Message MALFORMED = Message.of("experiment.import.malformed");

    private final JsonMapper json = JsonMapper.builder().build();
    private final PortableTable table = new KeptExperiments().tables().getFirst();
    private final Experiment running = Courses.observing(new Fault.Suspend(30, List.of(7)), 0);
    private final Experiment ended = running.interrupted(Targets.T0, null);

    @Test
    void whatHasEndedMayCome() {
        assertThat(refuse(ended, json.writeValueAsString(ended))).isEmpty();
    }

    @Test
    void whatWouldBeTakenUpMayNot() {
        assertThat(refuse(running, json.writeValueAsString(running))).hasValue(NOT_ENDED);
    }

    @Test
    void whatSaysOtherwiseThanItsRowMayNot() {
        assertThat(refuse(ended, json.writeValueAsString(running))).hasValue(NOT_ENDED);
        assertThat(refuse(running, json.writeValueAsString(ended))).hasValue(NOT_ENDED);
        assertThat(refuse(ended, "{}")).isPresent();
    }

    @Test
    void whatCannotBeReadMayNot() {
        assertThat(refuse(ended, "no JSON")).hasValue(MALFORMED);
        assertThat(refuse(ended, "null")).isPresent();
        assertThat(table.rule().refuse(_ -> null)).hasValue(MALFORMED);
    }

    private Optional<Message> refuse(Experiment row, String document) {
        Map<String, String> columns =
                Map.of(
                        "id", row.id().toString(),
                        "state", row.state().name(),
                        "document", document);
        return table.rule().refuse(columns::get);
    }
}
