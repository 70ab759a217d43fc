package dev.okiagari.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What was stored is read, by whichever program it was. */
class ExperimentDocumentTests {

    private final Experiment experiment =
            Courses.planned(new Fault.Suspend(30, List.of(7))).injecting();

    @Test
    void whatIsWrittenIsRead() {
        assertThat(ExperimentDocument.read(ExperimentDocument.of(experiment)))
                .isEqualTo(experiment);
    }

    /** The first programs had the limit beside the fault, and no other terms. */
    @Test
    void aLimitWithoutTermsIsOneOfTheTerms() {
        ObjectNode early = document();
        early.remove("terms");
        early.put("recoveryLimit", 12.5);

        assertThat(ExperimentDocument.read(early.toString()).terms())
                .isEqualTo(new Terms(12.5, null, null, null));
    }

    @Test
    void withoutALimitNothingIsAskedForBesideTheFault() {
        ObjectNode early = document();
        early.remove("terms");

        assertThat(ExperimentDocument.read(early.toString()).terms()).isEqualTo(Terms.NONE);
    }

    @Test
    void aForecastWithoutNotesHasNone() {
        ObjectNode early = document();
        ((ObjectNode) early.get("forecast")).remove("notes");

        assertThat(ExperimentDocument.read(early.toString()).forecast().notes()).isEmpty();
    }

    private ObjectNode document() {
        return (ObjectNode) JsonMapper.shared().readTree(ExperimentDocument.of(experiment));
    }
}
