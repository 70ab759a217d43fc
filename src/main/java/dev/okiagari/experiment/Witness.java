package dev.okiagari.experiment;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.KubeEvent;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Termination;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has been seen of a target since the injection: its pod, its comeback, and who killed it. */
final class Witness {

    /** The cluster cuts its times to the second. */
    private static final Duration CUT = Duration.ofSeconds(1);

    private final Target target;
    private final Instant injected;
    private final Duration clockOffset;
    private Comeback comeback;
    private @Nullable PodSnapshot pod;
    private boolean vanished;
    private boolean readyBefore;
    private @Nullable Moment firstFailure;
    private @Nullable Moment probeKill;

    Witness(Target target, Instant injected, @Nullable Duration clockOffset) {
        this.target = target;
        this.injected = injected;
        this.comeback = Comeback.of(target.containerId(), clockOffset);
        this.clockOffset = comeback.clockOffset();
    }

    /** What is there already. */
    void begin(@Nullable PodSnapshot now, Instant at) {
        if (now != null) {
            see(now, at);
        }
        readyBefore = comeback.isReady();
    }

    /** Whether all was over before anybody looked: then nobody knows when. */
    boolean wasReadyBefore() {
        return readyBefore;
    }

    void see(ClusterEvent event) {
        switch (event) {
            case ClusterEvent.PodObserved observed -> {
                if (observed.after().ref().equals(target.pod())) {
                    see(observed.after(), observed.at());
                }
            }
            case ClusterEvent.PodRemoved removed ->
                    vanished = vanished || removed.last().ref().equals(target.pod());
            case ClusterEvent.EventObserved observed -> see(observed.event(), observed.at());
            case ClusterEvent.PodsListed _,
                    ClusterEvent.ProbesCounted _,
                    ClusterEvent.ConnectionChanged _ -> {
                // Says nothing of the target.
            }
        }
    }

    private void see(PodSnapshot now, Instant at) {
        pod = now;
        comeback =
                now.container(target.containerRef().name())
                        .map(container -> comeback.see(container, at))
                        .orElse(comeback);
    }

    private void see(KubeEvent event, Instant at) {
        boolean since = !event.lastAt().minus(clockOffset).isBefore(injected.minus(CUT));
        if (!since || !target.containerRef().name().equals(event.container())) {
            return;
        }
        Moment moment = Moment.of(at, event.lastAt().minus(clockOffset));
        if (event.reason().equals("Pulled")) {
            comeback = comeback.pulled(moment);
        } else if (event.reason().equals("Unhealthy") && event.message().startsWith("Liveness")) {
            firstFailure = firstFailure == null ? moment : firstFailure;
        } else if (isKillByProbe(event) && endsTheOldRun(event)) {
            probeKill = probeKill == null ? moment : probeKill;
        }
    }

    private static boolean isKillByProbe(KubeEvent event) {
        return event.reason().equals("Killing")
                && event.message().contains("probe, will be restarted");
    }

    /** Word of a kill may come after word of the end. */
    private boolean endsTheOldRun(KubeEvent event) {
        Termination end = comeback.ended();
        Instant finished = end == null ? null : end.finishedAt();
        return comeback.exit() == null || (finished != null && !event.lastAt().isAfter(finished));
    }

    Target target() {
        return target;
    }

    Comeback comeback() {
        return comeback;
    }

    @Nullable PodSnapshot pod() {
        return pod;
    }

    boolean hasExited() {
        return comeback.hasExited();
    }

    boolean isVanished() {
        return vanished;
    }

    /** Ended, and its pod says that this was all. */
    boolean isOver() {
        return comeback.hasExited() && pod != null && pod.isOver();
    }

    /** Whether there is nothing more to wait for. */
    boolean isSettled() {
        return vanished || comeback.isReady() || isOver();
    }

    boolean wasKilledByProbe() {
        return probeKill != null;
    }

    /**
     * Whether something besides us can have ended it: the kernel, for want of memory, or a probe.
     */
    boolean wasEndedByOther() {
        return probeKill != null
                || (comeback.ended() != null && "OOMKilled".equals(comeback.ended().reason()));
    }

    /** The way back after a signal. */
    List<Phase> phases() {
        return comeback.phases(injected, Phase.Name.EXIT);
    }

    private Instant latest(Moment kill) {
        Moment exit = comeback.exit();
        Instant end = exit == null ? kill.at() : exit.at();
        return end.isBefore(injected) ? injected : end;
    }

    /** The way back after a hang: unnoticed, failing, given time to end, and then as ever. */
    List<Phase> phasesOfHang() {
        Moment kill = probeKill;
        if (kill == null) {
            return comeback.phases(injected, Phase.Name.HANG);
        }
        List<Phase> phases = new ArrayList<>();
        Instant killed = kill.within(injected, latest(kill)).at();
        Instant failed = injected;
        if (firstFailure != null) {
            Moment failure = firstFailure.within(injected, killed);
            failed = failure.at();
            phases.add(new Phase(Phase.Name.HANG, injected, failed, failure.clock()));
        }
        phases.add(new Phase(Phase.Name.DETECTED, failed, killed, kill.clock()));
        phases.addAll(comeback.phases(killed, Phase.Name.GRACE));
        return phases;
    }
}
