package dev.okiagari.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTranslatorTests {

    @Test
    void oldRecorderCountsInItsOwnField() {
        KubeEvent event =
                translate(
                        """
                        involvedObject: {kind: Pod, name: p, uid: u, fieldPath: 'spec.containers{app}'}
                        reason: Unhealthy
                        count: 7
                        firstTimestamp: 2026-11-23T12:00:00Z
                        lastTimestamp: 2026-11-23T12:05:00Z
                        source: {component: kubelet}
                        """);

        assertThat(event.count()).isEqualTo(7);
        assertThat(event.container()).isEqualTo("app");
        assertThat(event.firstAt()).isEqualTo(Instant.parse("2026-11-23T12:00:00Z"));
        assertThat(event.lastAt()).isEqualTo(Instant.parse("2026-11-23T12:05:00Z"));
    }

    @Test
    void newRecorderCountsInItsSeries() {
        KubeEvent event =
                translate(
                        """
                        eventTime: 2026-11-23T12:00:00.123456Z
                        series: {count: 3, lastObservedTime: 2026-11-23T12:01:00.500000Z}
                        reportingComponent: default-scheduler
                        """);

        assertThat(event.count()).isEqualTo(3);
        assertThat(event.lastAt()).isEqualTo(Instant.parse("2026-11-23T12:01:00.500Z"));
        assertThat(event.component()).isEqualTo("default-scheduler");
    }

    @Test
    void eventWithoutAnyTimeOrCountIsOne() {
        assertThat(translate("reason: X").count()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} is container {1}")
    @CsvSource({
        "spec.containers{app}, app",
        "spec.initContainers{setup}, setup",
        "spec.ephemeralContainers{debug}, debug",
        "spec.volumes{x},",
        "nonsense,"
    })
    void containerIsNamedByTheFieldPath(String path, String container) {
        assertThat(translate("involvedObject: {fieldPath: '" + path + "'}").container())
                .isEqualTo(container);
    }

    private static KubeEvent translate(String yaml) {
        return EventTranslator.translate(
                Serialization.unmarshal(
                        """
                        apiVersion: v1
                        kind: Event
                        metadata: {name: e, namespace: test, uid: u1}
                        """
                                + yaml,
                        Event.class));
    }
}
