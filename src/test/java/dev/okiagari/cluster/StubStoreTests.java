package dev.okiagari.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Test;

class StubStoreTests {

    private final StubStore<Pod> store = new StubStore<>(Pod::new);

    @Test
    void ofAnItemItsNamesAndItsVersionAreRemembered() {
        Pod pod = pod("5");

        assertThat(store.put(store.getKey(pod), pod)).isNull();
        assertThat(store.put(store.getKey(pod), pod("6")).getMetadata().getResourceVersion())
                .isEqualTo("5");

        Pod stub = store.get("test/a");
        ObjectMeta meta = stub.getMetadata();
        assertThat(store.getKey(stub)).isEqualTo("test/a");
        assertThat(meta.getUid()).isEqualTo("uid");
        assertThat(meta.getResourceVersion()).isEqualTo("6");
        assertThat(meta.getLabels()).isEmpty();
        assertThat(stub.getSpec()).isNull();
        assertThat(store.values()).containsExactly(stub);
    }

    @Test
    void removedItemIsNoLongerThere() {
        store.put("test/a", pod("5"));

        assertThat(store.remove("test/a").getMetadata().getUid()).isEqualTo("uid");
        assertThat(store.remove("test/a")).isNull();
        assertThat(store.get("test/a")).isNull();
        assertThat(store.size()).isZero();
    }

    private static Pod pod(String version) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace("test")
                .withName("a")
                .withUid("uid")
                .withResourceVersion(version)
                .addToLabels("app", "web")
                .endMetadata()
                .withNewSpec()
                .withNodeName("node-1")
                .endSpec()
                .build();
    }
}
