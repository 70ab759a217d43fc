package dev.okiagari.contract;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/** One verb on one resource, as a manifest gives it. */
record Right(String group, String resource, String verb) {

    /** What a manifest gives, one by one. */
    static List<Right> of(String manifest) {
        try {
            return Stream.of(
                            Files.readString(ApplyManifest.MANIFESTS.resolve(manifest))
                                    .split("(?m)^---$", -1))
                    .map(document -> (HasMetadata) Serialization.unmarshal(document))
                    .flatMap(Right::rules)
                    .flatMap(Right::each)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<PolicyRule> rules(HasMetadata manifest) {
        return switch (manifest) {
            case ClusterRole role -> role.getRules().stream();
            case Role role -> role.getRules().stream();
            default -> Stream.empty();
        };
    }

    private static Stream<Right> each(PolicyRule rule) {
        return rule.getVerbs().stream()
                .flatMap(verb ->
                        rule.getResources().stream()
                                .map(resource ->
                                        new Right(rule.getApiGroups().getFirst(), resource, verb)));
    }

    boolean isOpenShift() {
        return group.endsWith("openshift.io");
    }

    PolicyRule rule() {
        return new PolicyRuleBuilder()
                .withApiGroups(group)
                .withResources(resource)
                .withVerbs(verb)
                .build();
    }

    @Override
    public String toString() {
        return verb + " " + resource;
    }
}
