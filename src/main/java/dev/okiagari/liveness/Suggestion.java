package dev.okiagari.liveness;

import dev.okiagari.cluster.ProbeType;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A probe that most likely fits a container, by what its template says. */
final class Suggestion {

    private Suggestion() {}

    static Optional<ProbeSpec> present(Workload.Place place, ProbeType type) {
        return ProbeJson.read(place.container().path(ProbePatch.field(type)));
    }

    static ProbeSpec of(Workload.Place place, ProbeType type) {
        return present(place, type)
                .or(() -> present(place, ProbeType.READINESS).map(Suggestion::like))
                .orElseGet(() -> ProbeSpec.of(byPort(place)));
    }

    /** The same question; what is only readiness' own stays behind. */
    private static ProbeSpec like(ProbeSpec readiness) {
        return new ProbeSpec(
                readiness.handler(),
                readiness.initialDelay(),
                readiness.period(),
                readiness.timeout(),
                readiness.failureThreshold(),
                null,
                null);
    }

    private static ProbeHandler byPort(Workload.Place place) {
        JsonNode ports = place.container().path("ports");
        return StreamSupport.stream(ports.spliterator(), false)
                .filter(port -> port.path("name").asString("").startsWith("http"))
                .findFirst()
                .or(() -> Optional.of(ports.path(0)).filter(JsonNode::isObject))
                .<ProbeHandler>map(Suggestion::httpGet)
                .orElseGet(() -> new ProbeHandler.HttpGet("/", ""));
    }

    private static ProbeHandler httpGet(JsonNode port) {
        String name = port.path("name").asString("");
        return new ProbeHandler.HttpGet(
                "/", name.isEmpty() ? port.path("containerPort").asString("") : name);
    }
}
