package dev.okiagari.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricLineTests {

    @Test
    void aSampleHasLabelsAndAValue() {
        assertThat(MetricLine.of("up{a=\"1\",b=\"two\"} 3"))
                .hasValue(new MetricLine("up", Map.of("a", "1", "b", "two"), 3));
    }

    @Test
    void aSampleMayHaveNoLabels() {
        assertThat(MetricLine.of("process_start_time_seconds 1.79538048774e+09"))
                .hasValue(new MetricLine("process_start_time_seconds", Map.of(), 1_795_380_487.74));
        assertThat(MetricLine.of("up{} 1")).hasValue(new MetricLine("up", Map.of(), 1));
    }

    @Test
    void aTimeAfterTheValueIsLeftOut() {
        assertThat(MetricLine.of("up{a=\"1\"} 3 1795380487740"))
                .hasValue(new MetricLine("up", Map.of("a", "1"), 3));
    }

    @Test
    void blanksAndACommaAtTheEndAreAllowed() {
        assertThat(MetricLine.of("up { a = \"1\" , b=\"2\", }\t 3"))
                .hasValue(new MetricLine("up", Map.of("a", "1", "b", "2"), 3));
    }

    @Test
    void labelsMayHoldWhatLooksLikeTheEndOfThem() {
        assertThat(MetricLine.of("up{a=\"x\\\"} 9,b=\\\"\",b=\"\\\\\",c=\"1\\n2 }\"} 3"))
                .hasValue(
                        new MetricLine(
                                "up", Map.of("a", "x\"} 9,b=\"", "b", "\\", "c", "1\n2 }"), 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# HELP up whether",
                "up",
                "up{",
                "up{a",
                "up{a=",
                "up{a=\"1",
                "up{a=\"1\\",
                "up{a=\"1\\x\"} 3",
                "up{a=\"1\"b=\"2\"} 3",
                "up{a=\"1\"}",
                "up{a=\"1\"} three",
                "up{a='1'} 3"
            })
    void whatIsNoSampleIsNone(String line) {
        assertThat(MetricLine.of(line)).isEmpty();
    }
}
