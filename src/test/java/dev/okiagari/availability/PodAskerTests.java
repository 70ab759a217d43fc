package dev.okiagari.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadRef;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which pod is asked, and which way. */
class PodAskerTests {

    private static final Instant T0 = Instant.parse("2026-11-24T12:00:00Z");
    private static final WorkloadRef SHOP = new WorkloadRef("x", "Deployment", "shop");
    private static final PodRef TARGET = new PodRef("x", "shop-1", "uid-1");

    private static final String NOWHERE = "192.0.2.1";

    private final Cluster cluster = mock(Cluster.class);
    private final PodProxy proxy = mock(PodProxy.class);
    private ServerSocket listening;

    @BeforeEach
    void listen() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        listening.close();
    }

    @Test
    void aPodThatCanBeReachedIsAskedAtItsAddress() throws Exception {
        known(pod(TARGET, "127.0.0.1", true, false, 0));
        PodAsker asker = asker();

        asker.prepare();

        assertThat(asker.via()).isEqualTo("direct");
        verify(proxy, never()).ask(any(), any(), anyInt());
    }

    @Test
    void silenceOfItsNetworkLeadsThroughTheApiServer() throws Exception {
        known(pod(TARGET, NOWHERE, true, false, 0));
        given(proxy.ask(any(), any(), anyInt())).willReturn(Answer.GOOD);
        PodAsker asker = asker();

        assertThat(asker.ask(1000)).isEqualTo(Answer.GOOD);
        assertThat(asker.ask(1000)).isEqualTo(Answer.GOOD);

        assertThat(asker.via()).isEqualTo("api-proxy");
        verify(proxy, times(3)).ask(any(), any(), anyInt());
    }

    @Test
    void aRefusalIsTakenForAFirewallsOnlyWhereTheApiServerReachesThePod() throws Exception {
        int port = listening.getLocalPort();
        listening.close();
        known(pod(TARGET, "127.0.0.1", true, false, 0));

        PodAsker nobody = asker(port);
        nobody.prepare();
        assertThat(nobody.via()).isEqualTo("direct");

        given(proxy.reaches(any(), any(), anyInt())).willReturn(true);
        PodAsker behind = asker(port);
        behind.prepare();
        assertThat(behind.via()).isEqualTo("api-proxy");
    }

    @Test
    void withoutAnAddressThereIsNoPodToAsk() throws Exception {
        known(pod(TARGET, null, false, false, 0));

        assertThat(asker().ask(100)).isEqualTo(Answer.NO_POD);
    }

    @Test
    void whereTheTargetIsGoneAReadyOneOfItsWorkloadIsAsked() throws Exception {
        PodSnapshot going = pod(TARGET, NOWHERE, true, true, 0);
        PodSnapshot ready = pod(new PodRef("x", "shop-2", "uid-2"), NOWHERE, true, false, 1);
        PodSnapshot newest = pod(new PodRef("x", "shop-3", "uid-3"), NOWHERE, false, false, 2);
        known(going, ready, newest);
        given(proxy.ask(any(), any(), anyInt())).willReturn(Answer.GOOD);

        assertThat(asker().ask(100)).isEqualTo(Answer.GOOD);

        verify(proxy, times(2)).ask(org.mockito.ArgumentMatchers.eq(ready.ref()), any(), anyInt());
    }

    @Test
    void whereTheApiServerMayNotBeAskedThePodIsAskedAllTheSame() throws Exception {
        known(pod(TARGET, NOWHERE, true, false, 0));
        given(proxy.ask(any(), any(), anyInt())).willReturn(Answer.DENIED);
        PodAsker asker = asker();

        asker.prepare();

        assertThat(asker.via()).isEqualTo("direct");
    }

    /** Silence, as of a network that leads nowhere. */
    private static boolean knock(Destination where, int timeoutMillis) throws IOException {
        if (where.host().equals(NOWHERE)) {
            throw new SocketTimeoutException();
        }
        return HttpGet.isOpen(where, timeoutMillis);
    }

    private void known(PodSnapshot... pods) {
        given(cluster.pods()).willReturn(List.of(pods));
        given(cluster.pod(TARGET.uid())).willReturn(pods[0]);
    }

    private PodAsker asker() {
        return asker(listening.getLocalPort());
    }

    private PodAsker asker(int port) {
        return new PodAsker(
                cluster,
                proxy,
                PodAskerTests::knock,
                TARGET,
                SHOP,
                new Address.PodPort(port, "/", "http"));
    }

    private static PodSnapshot pod(
            PodRef ref, @Nullable String ip, boolean ready, boolean deleting, int age) {
        return new PodSnapshot(
                ref,
                SHOP,
                "node",
                ip,
                "Running",
                null,
                ready,
                T0.plusSeconds(age),
                deleting ? new PodSnapshot.Deletion(T0, Duration.ofSeconds(30)) : null,
                "Always",
                Duration.ofSeconds(30),
                false,
                false,
                false,
                null,
                null,
                null,
                "1",
                List.of(),
                null);
    }
}
