package dev.okiagari.safety;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether the cluster is asked for each act what the person who clicks may do there themselves.
 *
 * @param enabled whether the cluster is asked at each act ({@code SubjectAccessReview}) whether the
 *     person who clicks may do the same there; where they may not, or it does not answer, it is
 *     refused. Needs a login, and {@code deploy/kubernetes/rbac-cluster-decides.yaml}
 * @param userPrefix what the cluster has before the names of users, such as {@code oidc:}
 * @param groupPrefix what the cluster has before the names of groups
 */
@ConfigurationProperties("okiagari.security.cluster-decides")
public record ClusterDecides(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("") String userPrefix,
        @DefaultValue("") String groupPrefix) {}
