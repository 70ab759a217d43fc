package dev.okiagari.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.Termination;
import dev.okiagari.safety.FakeApi;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a container that is added to a pod to send a signal. */
class EphemeralBearerIntegrationTests {

    private static final Fault.SendSignal TERM = new Fault.SendSignal("TERM", 1);
    private static final String POD = "/api/v1/namespaces/test/pods/hello-1";

    private final AtomicReference<Instant> now = new AtomicReference<>(Targets.T0);
    private final InstantSource source = now::get;
    private final ClusterConnection connection = mock();
    private final Cluster cluster = mock();
    private final EphemeralBearer bearer =
            new EphemeralBearer(
                    connection,
                    cluster,
                    Targets.images("busybox:1", ""),
                    source.withZone(ZoneOffset.UTC),
                    pause -> now.updateAndGet(at -> at.plus(pause)));
    private FakeApi api;

    @BeforeEach
    void connect() throws IOException {
        api = new FakeApi();
        given(connection.client()).willReturn(api.client());
        api.says(POD, pod("uid-1"));
        api.says(POD + "/ephemeralcontainers", pod("uid-1"));
    }

    @AfterEach
    void disconnect() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({"0, SENT", "91, ABORTED", "94, ABORTED", "1, NO_EFFECT"})
    void itsExitCodeSaysWhetherTheSignalWasSent(int code, String expected)
            throws InterruptedException {
        shows(
                new ContainerState.Terminated(
                        new Termination(
                                "containerd://guest", code, "Done", null, Targets.T0, Targets.T0)));

        assertThat(outcome(bearer.signal(Courses.plan(TERM), TERM))).isEqualTo(expected);
    }

    @Test
    void anImageThatCannotBePulledIsWaitedForAndThenImpossible() throws InterruptedException {
        shows(new ContainerState.Waiting("ErrImagePull", "no such image"));

        Injection injection = bearer.signal(Courses.plan(TERM), TERM);

        assertThat(outcome(injection)).isEqualTo("IMPOSSIBLE");
        assertThat(injection.toString()).contains("ErrImagePull no such image");
        assertThat(now.get()).isAfter(Targets.T0.plusSeconds(10));
    }

    @Test
    void oneThatNeverStartsIsTooLate() throws InterruptedException {
        shows(new ContainerState.Waiting("ContainerCreating", null));

        assertThat(outcome(bearer.signal(Courses.plan(TERM), TERM))).isEqualTo("ABORTED");
    }

    @Test
    void aPodThatWentWithItMayHaveBeenEndedByIt() throws InterruptedException {
        given(cluster.pod(any())).willReturn(null);

        assertThat(outcome(bearer.signal(Courses.plan(TERM), TERM))).isEqualTo("SENT");
    }

    @Test
    void aPodOfTheSameNameIsLeftAlone() throws InterruptedException {
        api.says(POD, pod("uid-2"));

        assertThat(outcome(bearer.signal(Courses.plan(TERM), TERM))).isEqualTo("ABORTED");
        assertThat(api.requests()).noneMatch(request -> request.contains("ephemeralcontainers"));
    }

    private void shows(ContainerState state) {
        String name = "okiagari-" + Long.toString(Targets.T0.toEpochMilli(), 36);
        given(cluster.pod(any()))
                .willReturn(
                        Targets.pod(
                                "Always",
                                new ContainerSnapshot(
                                        name,
                                        ContainerType.EPHEMERAL,
                                        "busybox:1",
                                        "containerd://guest",
                                        0,
                                        false,
                                        true,
                                        state,
                                        null,
                                        Probes.NONE)));
    }

    private static String outcome(Injection injection) {
        return switch (injection) {
            case Injection.Sent _ -> "SENT";
            case Injection.NotSent not -> not.outcome().name();
        };
    }

    private static String pod(String uid) {
        return """
        {"kind":"Pod","apiVersion":"v1","metadata":{"name":"hello-1","namespace":"test","uid":"%s"},"spec":{"containers":[]}}
        """
                .formatted(uid);
    }
}
