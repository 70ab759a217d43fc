package dev.okiagari.safety;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where nobody may inject, whatever else is set.
 *
 * @param protectedNamespaces names or patterns with {@code *}
 */
@ConfigurationProperties("okiagari.safety")
record SafetyProperties(@DefaultValue({"kube-*", "openshift*"}) List<String> protectedNamespaces) {

    SafetyProperties {
        protectedNamespaces = List.copyOf(protectedNamespaces);
    }
}
