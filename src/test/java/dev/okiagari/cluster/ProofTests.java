package dev.okiagari.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.PodListBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a comparison with a fresh list proves where some lists cannot be had. */
class ProofTests {

    private final KubernetesClient client = mock(KubernetesClient.class);
    private final MixedOperation<Pod, PodList, PodResource> pods = operation();
    private final PodStore store =
            new PodStore(_ -> {}, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    private final Proof proof = new Proof(client, store, _ -> {});

    @Test
    void aNamespaceThatMayNotBeListedDoesNotEndTheConnection() {
        refuse("secret", 403);
        list("shop");

        assertThat(proof.holds(List.of("secret", "shop"))).isTrue();
    }

    @Test
    void theOtherNamespacesAreComparedAllTheSame() {
        refuse("secret", 403);
        list("shop", "missed");

        assertThat(proof.holds(List.of("secret", "shop"))).isFalse();
    }

    @Test
    void anyOtherFailureIsTold() {
        refuse("shop", 500);

        assertThatThrownBy(() -> proof.holds(List.of("shop")))
                .isInstanceOf(KubernetesClientException.class);
    }

    private void refuse(String namespace, int code) {
        given(in(namespace).list(any(ListOptions.class)))
                .willThrow(new KubernetesClientException("refused", code, null));
    }

    private void list(String namespace, String... uids) {
        PodListBuilder found = new PodListBuilder().withNewMetadata().endMetadata();
        for (String uid : uids) {
            found.addNewItem()
                    .withNewMetadata()
                    .withNamespace(namespace)
                    .withUid(uid)
                    .withResourceVersion("7")
                    .endMetadata()
                    .endItem();
        }
        given(in(namespace).list(any(ListOptions.class))).willReturn(found.build());
    }

    private MixedOperation<Pod, PodList, PodResource> in(String namespace) {
        MixedOperation<Pod, PodList, PodResource> there = operation();
        given(client.pods()).willReturn(pods);
        given(pods.inNamespace(namespace)).willReturn(there);
        return there;
    }

    @SuppressWarnings("unchecked")
    private static MixedOperation<Pod, PodList, PodResource> operation() {
        return mock(MixedOperation.class);
    }
}
