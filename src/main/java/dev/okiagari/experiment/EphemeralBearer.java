package dev.okiagari.experiment;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Sleep;
import dev.okiagari.cluster.Termination;
import io.fabric8.kubernetes.api.model.EphemeralContainer;
import io.fabric8.kubernetes.api.model.EphemeralContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Brings a signal by a container that is added to the pod, in the target's process namespace: the
 * way for images that have nothing. It starts when its image is there, so it carries the time after
 * which it must not send any more.
 */
@Component
class EphemeralBearer implements Bearer {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration MARGIN = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofMillis(200);

    /** Reasons of a waiting container that starts no more unless somebody mends it. */
    private static final Set<String> HOPELESS =
            Set.of(
                    "ErrImagePull",
                    "ImagePullBackOff",
                    "ErrImageNeverPull",
                    "InvalidImageName",
                    "CreateContainerConfigError",
                    "CreateContainerError");

    private final ClusterConnection connection;
    private final Cluster cluster;
    private final ExperimentProperties properties;
    private final Clock clock;
    private final Sleep sleep;

    EphemeralBearer(
            ClusterConnection connection,
            Cluster cluster,
            ExperimentProperties properties,
            Clock clock,
            Sleep sleep) {
        this.connection = connection;
        this.cluster = cluster;
        this.properties = properties;
        this.clock = clock;
        this.sleep = sleep;
    }

    @Override
    public Injection signal(Plan plan, Fault.SendSignal fault) throws InterruptedException {
        Instant until = now().plus(PATIENCE);
        EphemeralContainer guest = guest(plan, fault, until);
        try {
            add(plan.target(), guest);
        } catch (KubernetesClientException refused) {
            return Judgement.refused(refused);
        }
        return await(plan.target(), guest.getName(), until);
    }

    @Override
    public Injection stop(Plan plan, int seconds) {
        throw new IllegalStateException("nobody would resume them");
    }

    private EphemeralContainer guest(Plan plan, Fault.SendSignal fault, Instant until) {
        Instant started = plan.before().startedAt();
        // Two seconds for what both clocks cut off.
        long newest = (started == null ? now() : started).getEpochSecond() + 2;
        Duration offset = cluster.info().map(ClusterInfo::clockOffset).orElse(Duration.ZERO);
        return new EphemeralContainerBuilder()
                .withName("okiagari-" + Long.toString(now().toEpochMilli(), 36))
                .withImage(properties.ephemeralContainer().image())
                .withImagePullPolicy("IfNotPresent")
                .withTargetContainerName(plan.target().containerRef().name())
                .withCommand(
                        Scripts.guest(
                                Signal.of(fault.signal()).number(),
                                fault.pid(),
                                newest,
                                until.plus(offset).getEpochSecond()))
                .withNewSecurityContext()
                .withRunAsUser(user(plan))
                .endSecurityContext()
                .build();
    }

    /** The target's own, so that it may be signalled; null where nobody could look. */
    private static @Nullable Long user(Plan plan) {
        return plan.processes().stream()
                .map(ContainerProcess::uids)
                .flatMap(Set::stream)
                .findFirst()
                .map(Integer::longValue)
                .orElse(null);
    }

    private void add(Target target, EphemeralContainer guest) {
        connection
                .client()
                .pods()
                .inNamespace(target.pod().namespace())
                .withName(target.pod().name())
                .ephemeralContainers()
                .edit(pod -> with(pod, target, guest));
    }

    private static Pod with(Pod pod, Target target, EphemeralContainer guest) {
        if (!target.pod().uid().equals(pod.getMetadata().getUid())) {
            throw new KubernetesClientException("the pod has been replaced");
        }
        return new PodBuilder(pod).editSpec().addToEphemeralContainers(guest).endSpec().build();
    }

    /** Also an image that comes late may still carry the signal, until its time is over. */
    private Injection await(Target target, String guest, Instant until)
            throws InterruptedException {
        Injection otherwise = Judgement.not(Outcome.ABORTED, "too-late", null, null);
        while (now().isBefore(until.plus(MARGIN))) {
            PodSnapshot pod = cluster.pod(target.pod().uid());
            if (pod == null) {
                return new Injection.Sent(now(), null, null);
            }
            ContainerState state = pod.container(guest).map(ContainerSnapshot::state).orElse(null);
            if (state instanceof ContainerState.Terminated(Termination end)) {
                return Judgement.of(end.exitCode(), String.valueOf(end.reason()), now());
            }
            if (state instanceof ContainerState.Waiting waiting && isHopeless(waiting)) {
                otherwise =
                        Judgement.not(
                                Outcome.IMPOSSIBLE,
                                "no-guest",
                                null,
                                waiting.reason() + " " + waiting.message());
            }
            sleep.sleep(LOOK);
        }
        return otherwise;
    }

    private static boolean isHopeless(ContainerState.Waiting waiting) {
        return waiting.reason() != null && HOPELESS.contains(waiting.reason());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
