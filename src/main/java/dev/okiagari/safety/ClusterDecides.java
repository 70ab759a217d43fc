package dev.okiagari.safety;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether the cluster is asked for each act what the person who clicks may do there themselves.
 *
 * @param enabled whether it is; whoever may not is refused, whatever their role
 * @param userPrefix what the cluster has before the names of users, such as {@code oidc:}
 * @param groupPrefix what it has before the names of their groups
 */
@ConfigurationProperties("okiagari.security.cluster-decides")
public record ClusterDecides(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("") String userPrefix,
        @DefaultValue("") String groupPrefix) {}
