package dev.okiagari.security;

import dev.okiagari.safety.ClusterDecides;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.stereotype.Component;

/** Refuses to start where the cluster is to decide about people, and nobody knows who they are. */
@Component
class ClusterDecidesCheck {

    ClusterDecidesCheck(SecurityProperties properties, ClusterDecides settings) {
        if (settings.enabled() && !properties.mode().hasLogin()) {
            throw new InvalidConfigurationPropertyValueException(
                    "okiagari.security.cluster-decides.enabled",
                    true,
                    "without a login there is no user whom the cluster could decide about; set"
                            + " okiagari.security.mode=local (or oidc) as well");
        }
    }
}
