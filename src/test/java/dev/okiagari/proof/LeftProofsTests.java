package dev.okiagari.proof;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.Message;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is taken up at the first list of pods, and what is left alone. */
class LeftProofsTests {

    private final ProofStore store = mock(ProofStore.class);
    private final Prover prover = mock(Prover.class);
    private final Cluster cluster = mock(Cluster.class);
    private final LeftProofs left = new LeftProofs(store, prover, cluster);
    private final Proof proof = Staged.proof();

    private void list(@Nullable String namespace) {
        given(store.unfinished("lab")).willReturn(List.of(proof));
        left.on(new ClusterEvent.PodsListed("lab", namespace, null, Set.of(), Staged.T0));
    }

    @Test
    void whatWasLeftIsGoneOnWith() {
        given(store.find("lab", proof.id())).willReturn(Optional.of(proof));

        list(null);

        verify(prover, timeout(5000)).takeUp(proof);
    }

    @Test
    void whatHasEndedSinceTheLookIsLeftAlone() {
        given(store.find("lab", proof.id()))
                .willReturn(
                        Optional.of(proof.failed(Staged.T0, Message.of("proof.failed.no-pod"))));

        list(null);

        verify(store, timeout(5000)).find("lab", proof.id());
        verify(prover, never()).takeUp(any());
    }

    @Test
    void whatRunsIsLeftAlone() {
        given(prover.isRunning(proof.id())).willReturn(true);

        list(null);

        verify(prover, timeout(5000)).isRunning(proof.id());
        verify(store, never()).find(any(), any());
    }

    @Test
    void otherNamespacesHaveTheirTurnWithTheirLists() {
        given(store.find("lab", proof.id())).willReturn(Optional.of(proof));
        given(cluster.namespaces()).willReturn(List.of("shop", "elsewhere"));

        list("elsewhere");
        verify(cluster, timeout(5000).times(2)).namespaces();
        verify(prover, never()).isRunning(proof.id());
        list("shop");

        verify(prover, timeout(5000)).takeUp(proof);
    }
}
