package dev.okiagari.safety;

import dev.okiagari.cluster.PodSnapshot;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Knows Okiagari's own pods, and those that its manifests put beside it, such as its database. */
@Component
class Ourselves {

    private static final String PART_OF = "okiagari";

    private final Environment environment;

    Ourselves(Environment environment) {
        this.environment = environment;
    }

    boolean include(PodSnapshot pod) {
        return PART_OF.equals(pod.partOf()) || isThisProcess(pod);
    }

    /** In a pod the host name is the pod's name. */
    private boolean isThisProcess(PodSnapshot pod) {
        return environment.containsProperty("KUBERNETES_SERVICE_HOST")
                && pod.ref().name().equals(environment.getProperty("HOSTNAME"));
    }
}
