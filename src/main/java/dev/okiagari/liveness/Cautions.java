package dev.okiagari.liveness;

import dev.okiagari.cluster.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a person should know of a workload before its template is changed. */
final class Cautions {

    private static final Set<String> HOLDING_BACK =
            Set.of(
                    "liveness.caution.paused",
                    "liveness.caution.on-delete",
                    "liveness.caution.partition",
                    "liveness.caution.no-replicas");

    private Cautions() {}

    /** Who may take the change back. */
    static List<Message> managers(Workload workload) {
        List<Message> cautions = new ArrayList<>();
        JsonNode labels = workload.metadata().path("labels");
        JsonNode annotations = workload.metadata().path("annotations");
        add(
                cautions,
                "argo",
                first(
                        text(annotations, "argocd.argoproj.io/tracking-id"),
                        text(labels, "argocd.argoproj.io/instance"),
                        text(annotations, "argocd.argoproj.io/installation-id")));
        add(
                cautions,
                "flux",
                first(
                        text(labels, "kustomize.toolkit.fluxcd.io/name"),
                        text(labels, "helm.toolkit.fluxcd.io/name")));
        String release = text(annotations, "meta.helm.sh/release-name");
        boolean helm =
                "Helm".equals(text(labels, "app.kubernetes.io/managed-by"))
                        || text(labels, "helm.sh/chart") != null;
        add(cautions, "helm", release == null && helm ? "?" : release);
        for (JsonNode owner : workload.metadata().path("ownerReferences")) {
            cautions.add(
                    caution(
                            "owner",
                            owner.path("kind").asString(""),
                            owner.path("name").asString("")));
        }
        return cautions;
    }

    /** What keeps the change from reaching the pods. */
    static List<Message> rollout(Workload workload) {
        List<Message> cautions = new ArrayList<>();
        JsonNode spec = workload.spec();
        JsonNode strategy = spec.path("updateStrategy");
        if (spec.path("paused").asBoolean(false)) {
            cautions.add(caution("paused"));
        }
        if (strategy.path("type").asString("").equals("OnDelete")) {
            cautions.add(caution("on-delete"));
        }
        int partition = strategy.path("rollingUpdate").path("partition").asInt(0);
        if (partition > 0) {
            cautions.add(caution("partition", partition));
        }
        if (spec.path("replicas").asInt(1) == 0) {
            cautions.add(caution("no-replicas"));
        }
        if (spec.path("strategy").path("type").asString("").equals("Recreate")) {
            cautions.add(caution("recreate"));
        }
        return cautions;
    }

    /** Whether one tells of pods that would not get the change. */
    static boolean holdsBack(Message caution) {
        return HOLDING_BACK.contains(caution.key());
    }

    /** A port that is not the container's alone, or that nobody declares. */
    static List<Message> port(Workload workload, Workload.Place place, ProbeSpec probe) {
        String asked = probe.handler().askedPort();
        if (asked == null) {
            return List.of();
        }
        Integer port = place.port(asked).orElse(null);
        if (port == null) {
            return List.of(caution("no-such-name", asked, place.name()));
        }
        List<String> others =
                workload.places().stream()
                        .filter(other -> !other.name().equals(place.name()))
                        .filter(other -> other.ports().contains(port))
                        .map(Workload.Place::name)
                        .toList();
        return others.isEmpty()
                ? List.of()
                : List.of(caution("shared-port", port, String.join(", ", others)));
    }

    static Message caution(String which, Object... facts) {
        return Message.of("liveness.caution." + which, facts);
    }

    private static void add(List<Message> cautions, String which, @Nullable String name) {
        if (name != null) {
            cautions.add(caution(which, name));
        }
    }

    private static @Nullable String first(@Nullable String... texts) {
        for (String text : texts) {
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private static @Nullable String text(JsonNode map, String name) {
        String text = map.path(name).asString("");
        return text.isEmpty() ? null : text;
    }
}
