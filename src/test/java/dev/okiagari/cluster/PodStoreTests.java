package dev.okiagari.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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
