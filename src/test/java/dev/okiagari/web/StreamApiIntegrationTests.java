package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ClusterEvent.PodObserved;
import dev.okiagari.cluster.ClusterEvent.PodRemoved;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;

@OpenModeTest
class StreamApiIntegrationTests {

    @Autowired private WebTestClient script;
    @Autowired private Broadcaster broadcaster;
    @Autowired private ApplicationEventPublisher cluster;

    @Test
    void aReaderGoesOnWhereItStopped() {
        var before = broadcaster.position();
        broadcaster.publish("gap", Map.of("n", 1));
        var between = read(before, 1).getFirst().id();
        broadcaster.publish("gap", Map.of("n", 2));

        var next = read(between, 1).getFirst();

        assertThat(next.event()).isEqualTo("gap");
        assertThat(next.data()).isEqualTo("{\"n\":2}");
    }

    @Test
    void aPlaceOfAnotherRunIsReset() {
        assertThat(read("another-7", 1).getFirst().event()).isEqualTo("reset");
    }

    @Test
    void aPlaceThatMakesNoSenseIsReset() {
        assertThat(read("<script>", 1).getFirst().event()).isEqualTo("reset");
    }

    @Test
    void aPodIsSentAsTheListHasIt() {
        var before = broadcaster.position();
        cluster.publishEvent(new PodObserved(null, Pods.ready("live"), Pods.BORN));

        var event = read(before, 1).getFirst();

        assertThat(event.event()).isEqualTo("pod");
        assertThat(event.data()).contains("\"name\":\"live\"", "\"gone\":false");
    }

    @Test
    void aListedPodThatIsAsBeforeIsNoNews() {
        var pod = Pods.ready("still");
        var before = broadcaster.position();
        cluster.publishEvent(new PodObserved(pod, pod, Pods.BORN));

        assertThat(broadcaster.position()).isEqualTo(before);
    }

    @Test
    void ofOnePodTheNewestIsSent() {
        var pod = Pods.ready("gone");
        var before = broadcaster.position();
        cluster.publishEvent(new PodObserved(null, pod, Pods.BORN));
        cluster.publishEvent(new PodRemoved(pod, Pods.BORN, true));

        assertThat(read(before, 1).getFirst().data()).contains("\"gone\":true");
    }

    @Test
    void anOpenStreamIsToldWhatHappensLater() {
        var first =
                open(null)
                        .doOnNext(event -> {
                            if ("ping".equals(event.comment())) {
                                broadcaster.publish("halt", Map.of("halted", true));
                            }
                        })
                        .filter(event -> "halt".equals(event.event()))
                        .blockFirst(Duration.ofSeconds(10));

        assertThat(first.data()).isEqualTo("{\"halted\":true}");
    }

    private List<ServerSentEvent<String>> read(String last, int events) {
        return open(last)
                .filter(event -> event.event() != null)
                .take(events)
                .collectList()
                .block(Duration.ofSeconds(10));
    }

    private reactor.core.publisher.Flux<ServerSentEvent<String>> open(String last) {
        return script.get()
                .uri("/api/stream")
                .accept(MediaType.TEXT_EVENT_STREAM)
                .headers(headers -> {
                    if (last != null) {
                        headers.set("Last-Event-ID", last);
                    }
                })
                .exchange()
                .returnResult(new ParameterizedTypeReference<ServerSentEvent<String>>() {})
                .getResponseBody();
    }
}
