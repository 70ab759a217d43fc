package dev.okiagari.practice.store;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the API server fills in where an object does not say it. */
public final class Defaults {

    private static final Map<String, Integer> PROBE =
            new TreeMap<>(
                    Map.of(
                            "timeoutSeconds",
                            1,
                            "periodSeconds",
                            10,
                            "successThreshold",
                            1,
                            "failureThreshold",
                            3));

    private Defaults() {}

    public static void fill(Kind kind, ObjectNode object) {
        switch (kind) {
            case POD -> {
                pod(Json.dig(object, "spec"));
                if (!object.has("status")) {
                    Json.dig(object, "status")
                            .put("phase", "Pending")
                            .put("qosClass", "BestEffort");
                }
            }
            case DEPLOYMENT, REPLICA_SET, STATEFUL_SET, DAEMON_SET -> {
                ObjectNode spec = Json.dig(object, "spec");
                switch (kind) {
                    case DEPLOYMENT -> deployment(spec);
                    case STATEFUL_SET -> numbered(spec);
                    case DAEMON_SET -> daemon(spec);
                    default -> {
                        // a replica set is replaced, not rolled
                    }
                }
                if (kind != Kind.DAEMON_SET) {
                    missing(spec, "replicas", 1);
                }
                pod(Json.dig(spec, "template", "spec"));
            }
            case NAMESPACE -> {
                Json.dig(object, "status").put("phase", "Active");
                ObjectNode labels = Json.dig(object, "metadata", "labels");
                labels.put("kubernetes.io/metadata.name", Json.name(object));
                // the place to practise: whoever makes a namespace here may inject into it
                missing(labels, "okiagari.dev/experiments", "allowed");
            }
            default -> {
                // nothing that anybody here reads
            }
        }
    }

    private static void deployment(ObjectNode spec) {
        missing(spec, "progressDeadlineSeconds", 600);
        missing(spec, "revisionHistoryLimit", 10);
        missing(
                spec,
                "strategy",
                Json.object(
                        "type",
                        "RollingUpdate",
                        "rollingUpdate",
                        Json.object("maxSurge", "25%", "maxUnavailable", "25%")));
    }

    private static void numbered(ObjectNode spec) {
        missing(spec, "podManagementPolicy", "OrderedReady");
        missing(spec, "revisionHistoryLimit", 10);
        missing(spec, "updateStrategy", rolling(Json.object("partition", 0)));
    }

    private static void daemon(ObjectNode spec) {
        missing(spec, "revisionHistoryLimit", 10);
        missing(spec, "updateStrategy", rolling(Json.object("maxUnavailable", 1, "maxSurge", 0)));
    }

    private static ObjectNode rolling(ObjectNode how) {
        return Json.object("type", "RollingUpdate", "rollingUpdate", how);
    }

    private static void pod(ObjectNode spec) {
        missing(spec, "restartPolicy", "Always");
        missing(spec, "terminationGracePeriodSeconds", 30);
        missing(spec, "dnsPolicy", "ClusterFirst");
        missing(spec, "schedulerName", "default-scheduler");
        missing(spec, "serviceAccountName", "default");
        missing(spec, "enableServiceLinks", true);
        Json.dig(spec, "securityContext");
        for (String list : List.of("containers", "initContainers", "ephemeralContainers")) {
            spec.path(list).forEach(container -> container((ObjectNode) container));
        }
    }

    private static void container(ObjectNode container) {
        missing(container, "imagePullPolicy", "IfNotPresent");
        missing(container, "terminationMessagePath", "/dev/termination-log");
        missing(container, "terminationMessagePolicy", "File");
        Json.dig(container, "resources");
        for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
            if (container.get(probe) instanceof ObjectNode spec) {
                PROBE.forEach((key, value) -> unsaid(spec, key, value));
                if (Json.number(spec, -1, "initialDelaySeconds") == 0) {
                    spec.remove("initialDelaySeconds");
                }
                if (spec.get("httpGet") instanceof ObjectNode http) {
                    missing(http, "scheme", "HTTP");
                    missing(http, "path", "/");
                }
            }
        }
    }

    /** Nought says nothing, as in Go. */
    private static void unsaid(ObjectNode object, String key, int value) {
        if (Json.number(object, 0, key) == 0) {
            object.put(key, value);
        }
    }

    private static void missing(ObjectNode object, String key, Object value) {
        if (!object.has(key)) {
            object.set(key, Json.tree(value));
        }
    }

    public static boolean ready(JsonNode pod) {
        return Json.items(Json.at(pod, "status", "conditions")).stream()
                .anyMatch(condition ->
                        Json.text(condition, "type").equals("Ready")
                                && Json.text(condition, "status").equals("True"));
    }
}
