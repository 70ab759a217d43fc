package dev.okiagari.history;

import dev.okiagari.cluster.KubeEvent;
import dev.okiagari.cluster.ProbeType;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kubelet's events that explain a restart, or count a probe's failures. */
enum EventKind {
    LIVENESS_KILL(RestartCause.LIVENESS, null),
    STARTUP_KILL(RestartCause.STARTUP, null),
    DEFINITION_CHANGED(RestartCause.DEFINITION_CHANGED, null),
    RESIZE(RestartCause.RESIZE, null),
    SANDBOX_CHANGED(RestartCause.SANDBOX_CHANGED, null),
    LIVENESS_FAILED(null, ProbeType.LIVENESS),
    READINESS_FAILED(null, ProbeType.READINESS),
    STARTUP_FAILED(null, ProbeType.STARTUP),
    LIVENESS_ERRORED(null, ProbeType.LIVENESS),
    READINESS_ERRORED(null, ProbeType.READINESS),
    STARTUP_ERRORED(null, ProbeType.STARTUP);

    /** What the kubelet puts before the last of many different messages. */
    static final String COMBINED = "(combined from similar events): ";

    private final @Nullable RestartCause cause;
    private final @Nullable ProbeType probe;

    EventKind(@Nullable RestartCause cause, @Nullable ProbeType probe) {
        this.cause = cause;
        this.probe = probe;
    }

    @Nullable RestartCause cause() {
        return cause;
    }

    @Nullable ProbeType probe() {
        return probe;
    }

    /** Whether the kubelet could not run the probe: it discards that, and nothing follows of it. */
    boolean isErrored() {
        return switch (this) {
            case LIVENESS_ERRORED, READINESS_ERRORED, STARTUP_ERRORED -> true;
            case LIVENESS_KILL,
                    STARTUP_KILL,
                    DEFINITION_CHANGED,
                    RESIZE,
                    SANDBOX_CHANGED,
                    LIVENESS_FAILED,
                    READINESS_FAILED,
                    STARTUP_FAILED ->
                    false;
        };
    }

    /** Empty where the event tells nothing that is kept. */
    static Optional<EventKind> of(KubeEvent event) {
        if (!event.isAboutPod() || event.involvedUid() == null) {
            return Optional.empty();
        }
        return switch (event.reason()) {
            case "Killing" -> killing(event.message());
            case "SandboxChanged" -> Optional.of(SANDBOX_CHANGED);
            case "Unhealthy" -> unhealthy(event.message());
            default -> Optional.empty();
        };
    }

    private static Optional<EventKind> killing(String message) {
        if (message.contains(" failed liveness probe")) {
            return Optional.of(LIVENESS_KILL);
        }
        if (message.contains(" failed startup probe")) {
            return Optional.of(STARTUP_KILL);
        }
        if (message.contains(" definition changed")) {
            return Optional.of(DEFINITION_CHANGED);
        }
        return message.endsWith(" resize requires restart")
                ? Optional.of(RESIZE)
                : Optional.empty();
    }

    private static Optional<EventKind> unhealthy(String message) {
        boolean combined = message.startsWith(COMBINED);
        String text = combined ? message.substring(COMBINED.length()) : message;
        for (EventKind kind : values()) {
            ProbeType probe = kind.probe;
            String verb = kind.isErrored() ? " probe errored" : " probe failed";
            if (probe != null && text.startsWith(capital(probe) + verb)) {
                // many messages told as one count failures too, whatever the last of them is
                return combined && kind.isErrored() ? Optional.empty() : Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static String capital(ProbeType probe) {
        String name = probe.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
