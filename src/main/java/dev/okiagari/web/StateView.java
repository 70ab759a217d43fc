package dev.okiagari.web;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Termination;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of a container or pod beside its mark.
 *
 * @param text null where the mark says all
 * @param nextTry when the kubelet tries again, where it tells
 */
record StateView(Mark mark, @Nullable Message text, @Nullable Moment nextTry) {

    static StateView of(PodSnapshot pod) {
        if (pod.isDeleting()) {
            return new StateView(Mark.of(pod), Message.of("web.state.deleting"), null);
        }
        StateView worst = null;
        for (ContainerSnapshot container : pod.containers()) {
            StateView state = of(container);
            if (state.text != null && Shown.matters(pod, container)) {
                worst = worst == null || state.mark == Mark.BAD ? state : worst;
            }
        }
        Mark mark = Mark.of(pod);
        if (worst != null) {
            return new StateView(mark, worst.text, worst.nextTry);
        }
        return new StateView(mark, word(pod), null);
    }

    private static @Nullable Message word(PodSnapshot pod) {
        if (pod.ready()) {
            return null;
        }
        return Message.of("web.state.pod", Objects.requireNonNullElse(pod.reason(), pod.phase()));
    }

    static StateView of(ContainerSnapshot container) {
        Mark mark = Mark.of(container);
        return switch (container.state()) {
            case ContainerState.Running running ->
                    new StateView(
                            mark,
                            container.ready() ? null : Message.of("web.state.not-ready"),
                            null);
            case ContainerState.Waiting waiting -> waiting(mark, container, waiting);
            case ContainerState.Terminated(Termination end) ->
                    new StateView(
                            mark,
                            Message.of(
                                    "web.state.terminated",
                                    Objects.requireNonNullElse(end.reason(), ""),
                                    end.exitCode()),
                            null);
        };
    }

    private static StateView waiting(
            Mark mark, ContainerSnapshot container, ContainerState.Waiting waiting) {
        if (waiting.isBackOff()) {
            Moment nextTry = Moment.of(BackOff.until(container));
            return new StateView(mark, Message.of("web.state.back-off"), nextTry);
        }
        return new StateView(
                mark,
                Message.of("web.state.waiting", Objects.requireNonNullElse(waiting.reason(), "")),
                null);
    }
}
