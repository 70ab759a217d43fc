package dev.okiagari.practice.api;

import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the server says about itself. */
final class Discovery {

    static final String VERSION = "v1.36.2+okiagari-practice";

    private static final List<String> VERBS =
            List.of("create", "delete", "get", "list", "patch", "update", "watch");

    private Discovery() {}

    static Optional<JsonNode> answer(String path) {
        return switch (path) {
            case "/version", "/version/" -> Optional.of(version());
            case "/api", "/api/" ->
                    Optional.of(
                            Json.object(
                                    "kind",
                                    "APIVersions",
                                    "versions",
                                    List.of("v1"),
                                    "serverAddressByClientCIDRs",
                                    Json.array(List.of())));
            case "/apis", "/apis/" ->
                    Optional.of(
                            Json.object(
                                    "kind",
                                    "APIGroupList",
                                    "apiVersion",
                                    "v1",
                                    "groups",
                                    Json.array(groups().map(Discovery::group).toList())));
            case "/api/v1" -> Optional.of(resources("v1"));
            default ->
                    Optional.of(path)
                            .filter(known -> known.startsWith("/apis/"))
                            .map(known -> known.substring(6))
                            .flatMap(Discovery::grouped);
        };
    }

    private static Optional<JsonNode> grouped(String name) {
        if (groups().anyMatch(name::equals)) {
            return Optional.of(group(name));
        }
        return groups().anyMatch(group -> name.equals(group + "/v1"))
                ? Optional.of(resources(name))
                : Optional.empty();
    }

    private static Stream<String> groups() {
        return Stream.concat(
                        Arrays.stream(Kind.values())
                                .map(Kind::group)
                                .filter(group -> !group.isEmpty()),
                        Stream.of("authorization.k8s.io"))
                .distinct();
    }

    private static JsonNode version() {
        return Json.object(
                "major",
                "1",
                "minor",
                "36",
                "gitVersion",
                VERSION,
                "gitCommit",
                "",
                "gitTreeState",
                "clean",
                "buildDate",
                "2026-11-23T00:00:00Z",
                "goVersion",
                "java",
                "compiler",
                "javac",
                "platform",
                "linux/amd64");
    }

    private static JsonNode group(String name) {
        ObjectNode version = Json.object("groupVersion", name + "/v1", "version", "v1");
        return Json.object(
                "kind",
                "APIGroup",
                "apiVersion",
                "v1",
                "name",
                name,
                "versions",
                Json.array(List.of(version)),
                "preferredVersion",
                version);
    }

    private static JsonNode resources(String groupVersion) {
        ObjectNode list =
                Json.object(
                        "kind",
                        "APIResourceList",
                        "apiVersion",
                        "v1",
                        "groupVersion",
                        groupVersion);
        ArrayNode resources = list.putArray("resources");
        Arrays.stream(Kind.values())
                .filter(kind -> kind.apiVersion().equals(groupVersion))
                .forEach(kind -> {
                    resources.add(
                            resource(kind.plural(), kind.kind(), kind.namespaced(), VERBS)
                                    .set("shortNames", Json.array(kind.abbreviations())));
                    if (Scale.has(kind)) {
                        resources.add(
                                resource(
                                                kind.plural() + "/scale",
                                                "Scale",
                                                true,
                                                List.of("get", "patch", "update"))
                                        .put("group", "autoscaling")
                                        .put("version", "v1"));
                    }
                    if (kind == Kind.POD) {
                        resources.add(
                                resource(
                                        "pods/exec",
                                        "PodExecOptions",
                                        true,
                                        List.of("create", "get")));
                        resources.add(
                                resource(
                                        "pods/ephemeralcontainers",
                                        "Pod",
                                        true,
                                        List.of("get", "patch", "update")));
                        resources.add(resource("pods/log", "Pod", true, List.of("get")));
                        resources.add(
                                resource("pods/eviction", "Eviction", true, List.of("create"))
                                        .put("group", "policy")
                                        .put("version", "v1"));
                    }
                });
        if (groupVersion.equals("authorization.k8s.io/v1")) {
            resources.add(
                    resource(
                            "selfsubjectaccessreviews",
                            "SelfSubjectAccessReview",
                            false,
                            List.of("create")));
        }
        return list;
    }

    private static ObjectNode resource(
            String name, String kind, boolean namespaced, List<String> verbs) {
        return Json.object(
                "name", name,
                "singularName", name.contains("/") ? "" : kind.toLowerCase(Locale.ROOT),
                "namespaced", namespaced,
                "kind", kind,
                "verbs", verbs);
    }
}
