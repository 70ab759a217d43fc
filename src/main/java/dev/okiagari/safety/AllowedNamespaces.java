package dev.okiagari.safety;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where injecting is allowed, besides the namespaces that are labelled for it.
 *
 * @param namespaces where injecting is allowed, besides the namespaces that are labelled for it:
 *     names, patterns or {@code *}; nowhere where this is empty
 */
@ConfigurationProperties("okiagari.experiment")
record AllowedNamespaces(@DefaultValue List<String> namespaces) {

    AllowedNamespaces {
        namespaces = List.copyOf(namespaces);
    }
}
