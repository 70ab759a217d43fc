package dev.okiagari.liveness;

/** Pages of Kubernetes' own documentation. */
final class Documentation {

    private static final String SITE = "https://kubernetes.io/docs/";
    private static final String LIFE = SITE + "concepts/workloads/pods/pod-lifecycle/";
    private static final String PROBES =
            SITE + "tasks/configure-pod-container/configure-liveness-readiness-startup-probes/";

    static final String WHEN_LIVENESS = LIFE + "#when-should-you-use-a-liveness-probe";
    static final String TERMINATION = LIFE + "#pod-termination";
    static final String COMMAND = PROBES + "#define-a-liveness-command";
    static final String TCP = PROBES + "#define-a-tcp-liveness-probe";
    static final String STARTUP = PROBES + "#define-startup-probes";
    static final String READINESS = PROBES + "#define-readiness-probes";
    static final String NUMBERS = PROBES + "#configure-probes";

    private Documentation() {}
}
