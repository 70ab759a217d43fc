package dev.okiagari.cluster;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster we are connected to.
 *
 * @param id the UID of its namespace {@code kube-system}: what tells clusters apart in the database
 * @param name as the kubeconfig calls it
 * @param version as the server says it, such as {@code v1.36.2}
 * @param clockOffset the cluster's clock less ours, measured by the API server's Date header; null
 *     before the first answer
 */
public record ClusterInfo(
        String id, String name, ClusterKind kind, String version, @Nullable Duration clockOffset) {

    private static final Pattern VERSION = Pattern.compile("^v?1\\.(\\d{1,4})");

    /** Whether the server is of this minor version of Kubernetes 1 or a later one. */
    public boolean isAtLeast(int minor) {
        Matcher numbers = VERSION.matcher(version);
        return !numbers.find() || Integer.parseInt(numbers.group(1)) >= minor;
    }

    ClusterInfo withClockOffset(Duration offset) {
        return new ClusterInfo(id, name, kind, version, offset);
    }
}
