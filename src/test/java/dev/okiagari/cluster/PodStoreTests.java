package dev.okiagari.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class PodStoreTests {

    private final List<Object> published = new ArrayList<>();
    private final PodStore store =
            new PodStore(published::add, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    private final PodHandler handler = new PodHandler(store, null, () -> null, (_, _) -> {});

    @Test
    void podThatIsAsBeforeIsNoNews() {
        handler.onAdd(pod("a", "1", "5"));
        handler.onUpdate(pod("a", "1", "5"), pod("a", "1", "5"));

        assertThat(published).hasSize(1);
    }

    @Test
    void podThatCannotBeReadIsNamedInFieldsOfTheLog() {
        ListAppender<ILoggingEvent> told = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(PodHandler.class);
        told.start();
        logger.addAppender(told);
        try {
            handler.onAdd(
                    new PodBuilder()
                            .withNewMetadata()
                            .withNamespace("shop")
                            .withName("web\n1")
                            .endMetadata()
                            .build());
        } finally {
            logger.detachAppender(told);
        }

        assertThat(published).isEmpty();
        assertThat(told.list)
                .singleElement()
                .satisfies(line ->
                        assertThat(line.getKeyValuePairs())
                                .extracting(Object::toString)
                                .containsExactly("namespace=\"shop\"", "pod=\"web\n1\""));
    }

    @Test
    void recreatedPodOfTheSameNameIsAnother() {
        handler.onAdd(pod("a", "1", "5"));
        handler.onUpdate(pod("a", "1", "5"), pod("a", "2", "9"));

        assertThat(published).hasSize(3);
        assertThat(published.get(1))
                .isInstanceOfSatisfying(
                        ClusterEvent.PodRemoved.class,
                        removed -> {
                            assertThat(removed.last().ref().uid()).isEqualTo("1");
                            assertThat(removed.seen()).isFalse();
                        });
        assertThat(published.get(2))
                .isInstanceOfSatisfying(
                        ClusterEvent.PodObserved.class,
                        observed -> assertThat(observed.before()).isNull());
        assertThat(store.get("test", "a").ref().uid()).isEqualTo("2");
    }

    @Test
    void lastWordsOfADeletedPodAreHeard() {
        handler.onAdd(pod("a", "1", "5"));
        handler.onDelete(pod("a", "1", "8"), false);

        assertThat(published)
                .last()
                .isInstanceOfSatisfying(
                        ClusterEvent.PodRemoved.class,
                        removed -> assertThat(removed.last().resourceVersion()).isEqualTo("8"));
        assertThat(store.all()).isEmpty();
    }

    @Test
    void removedPodThatNobodyKnewIsNoNews() {
        handler.onDelete(pod("a", "1", "8"), true);

        assertThat(published).isEmpty();
    }

    @Test
    void listOfAWorkloadIsTheSameObjectUntilOneOfItsPodsChanges() {
        handler.onAdd(pod("a", "1", "5"));
        handler.onAdd(pod("b", "2", "6"));
        List<PodSnapshot> a = store.workloads().get(WorkloadRef.bare("test", "a"));
        List<PodSnapshot> b = store.workloads().get(WorkloadRef.bare("test", "b"));

        handler.onUpdate(pod("a", "1", "5"), pod("a", "1", "7"));

        assertThat(store.workloads().get(WorkloadRef.bare("test", "b"))).isSameAs(b);
        assertThat(a).extracting(PodSnapshot::resourceVersion).containsExactly("5");
        assertThat(store.workloads().get(WorkloadRef.bare("test", "a")))
                .extracting(PodSnapshot::resourceVersion)
                .containsExactly("7");
    }

    @Test
    void podIsInTheListOfOneWorkloadAsLongAsItIsThere() {
        Pod owned = pod("a", "1", "7");
        owned.getMetadata()
                .setOwnerReferences(
                        List.of(
                                new OwnerReferenceBuilder()
                                        .withKind("StatefulSet")
                                        .withName("db")
                                        .withController(true)
                                        .build()));

        handler.onAdd(pod("a", "1", "5"));
        handler.onUpdate(pod("a", "1", "5"), owned);
        assertThat(store.workloads())
                .containsOnlyKeys(new WorkloadRef("test", "StatefulSet", "db"));

        handler.onDelete(owned, false);
        assertThat(store.workloads()).isEmpty();

        handler.onAdd(pod("a", "1", "9"));
        store.clear();
        assertThat(store.workloads()).isEmpty();
    }

    @Test
    void whatPodsHaveInCommonIsKeptOnce() {
        handler.onAdd(made("a", "1"));
        handler.onAdd(made("b", "2"));

        PodSnapshot one = store.get("1");
        PodSnapshot other = store.get("2");
        assertThat(one.workload()).isSameAs(other.workload());
        assertThat(one.node()).isSameAs(other.node());
        assertThat(one.containers().getFirst().image())
                .isSameAs(other.containers().getFirst().image());
        assertThat(one.containers().getFirst().probes())
                .isSameAs(other.containers().getFirst().probes());
        assertThat(one).isEqualTo(PodTranslator.translate(made("a", "1")));
    }

    /** From text of its own, as a list reads it. */
    private static Pod made(String name, String uid) {
        return Serialization.unmarshal(
                """
                {"metadata": {"namespace": "test", "name": "%s", "uid": "%s",
                  "resourceVersion": "1", "ownerReferences": [
                    {"kind": "StatefulSet", "name": "db", "controller": true}]},
                "spec": {"nodeName": "node-1", "containers": [
                  {"name": "app", "image": "db:1", "livenessProbe": {"tcpSocket": {"port": 1}}}]}}
                """
                        .formatted(name, uid),
                Pod.class);
    }

    private static Pod pod(String name, String uid, String version) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace("test")
                .withName(name)
                .withUid(uid)
                .withResourceVersion(version)
                .endMetadata()
                .build();
    }
}
