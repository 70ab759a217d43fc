package dev.okiagari.safety;

import java.util.List;
import org.springframework.stereotype.Component;

/** Only where it is allowed, and never where it is forbidden. */
@Component
class PlaceRule implements Rule {

    private final SafetyProperties properties;
    private final AllowedNamespaces allowed;
    private final NamespaceLabels labels;
    private final Permissions permissions;

    PlaceRule(
            SafetyProperties properties,
            AllowedNamespaces allowed,
            NamespaceLabels labels,
            Permissions permissions) {
        this.properties = properties;
        this.allowed = allowed;
        this.labels = labels;
        this.permissions = permissions;
    }

    @Override
    public List<Refusal> refusals(Intention intention) {
        String namespace = intention.pod().ref().namespace();
        if (Patterns.anyMatches(properties.protectedNamespaces(), namespace)) {
            return List.of(Refusal.of(Guard.PROTECTED_NAMESPACE, namespace));
        }
        return Patterns.anyMatches(allowed.namespaces(), namespace) || labels.allow(namespace)
                ? List.of()
                : List.of(notAllowed(namespace));
    }

    /** Who labelled the namespace has to know that the label is not seen. */
    private Refusal notAllowed(String namespace) {
        return permissions.may(namespace, "get", "namespaces") == Permission.State.DENIED
                ? Refusal.because(Guard.NOT_ALLOWED_HERE, "unseen", namespace)
                : Refusal.of(Guard.NOT_ALLOWED_HERE, namespace);
    }
}
