package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a script may send, and what it cannot have meant. */
class JsonTests {

    private final JsonMapper json = mapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"dryRun\": true, \"dryRun\": false}",
                "{\"dryRun\": \"\"}",
                "{\"dryRun\": 0}",
                "{\"fault\": {\"seconds\": 1.9}}",
                "{\"fault\": {\"pid\": \"\"}}",
                "{\"target\": {\"pods\": \"web\"}}"
            })
    void whatCouldMeanTwoThingsIsRefused(String body) {
        assertThatThrownBy(() -> json.readValue(body, ExperimentBody.class))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void whatIsMeantIsRead() {
        ExperimentBody body =
                json.readValue(
                        "{\"dryRun\": true, \"recoveryLimit\": 5, \"fault\": {\"seconds\": 2}}",
                        ExperimentBody.class);

        assertThat(body.dryRun()).isTrue();
        assertThat(body.recoveryLimit()).isEqualTo(5);
    }

    private static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder();
        new Json().jsonOfOkiagari().customize(builder);
        return builder.build();
    }
}
