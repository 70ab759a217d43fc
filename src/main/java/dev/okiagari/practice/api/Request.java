package dev.okiagari.practice.api;

import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import dev.okiagari.practice.store.Selector;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A request with its path taken apart.
 *
 * @param kind null where the path names none
 * @param name empty for a whole collection
 * @param subresource such as {@code exec}, or empty
 * @param query as it came
 */
record Request(
        String method,
        String path,
        Map<String, List<String>> parameters,
        String accept,
        String contentType,
        String body,
        @Nullable Kind kind,
        String namespace,
        String name,
        String subresource,
        String query) {

    static Request of(String method, String uri, String accept, String contentType, String body) {
        QueryStringDecoder decoder = new QueryStringDecoder(uri, StandardCharsets.UTF_8);
        List<String> parts =
                Arrays.stream(decoder.path().split("/")).filter(part -> !part.isEmpty()).toList();
        boolean core = parts.size() > 2 && parts.get(0).equals("api");
        boolean grouped = parts.size() > 3 && parts.get(0).equals("apis");
        String group = grouped ? parts.get(1) : "";
        String version = core ? parts.get(1) : grouped ? parts.get(2) : "";
        List<String> rest = core || grouped ? parts.subList(core ? 2 : 3, parts.size()) : List.of();
        boolean inNamespace =
                rest.size() > 2
                        && rest.get(0).equals("namespaces")
                        && Kind.of(group, version, rest.get(2)).isPresent();
        String namespace = inNamespace ? rest.get(1) : "";
        List<String> end = inNamespace ? rest.subList(2, rest.size()) : rest;
        Kind kind = end.isEmpty() ? null : Kind.of(group, version, end.get(0)).orElse(null);
        return new Request(
                method,
                decoder.path(),
                decoder.parameters(),
                accept,
                contentType,
                body,
                kind,
                namespace,
                end.size() > 1 ? end.get(1) : "",
                end.size() > 2 ? end.get(2) : "",
                uri.contains("?") ? uri.substring(uri.indexOf('?') + 1) : "");
    }

    String parameter(String key) {
        return all(key).stream().findFirst().orElse("");
    }

    List<String> all(String key) {
        return parameters.getOrDefault(key, List.of());
    }

    boolean flag(String key) {
        return List.of("true", "1").contains(parameter(key));
    }

    Optional<Long> number(String key) {
        String text = parameter(key);
        return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    /** What of the path comes after the subresource, as a proxy passes it on. */
    String rest() {
        int at = path.indexOf("/" + subresource + "/");
        return subresource.isEmpty() || at < 0 ? "" : path.substring(at + subresource.length() + 1);
    }

    boolean watches() {
        return flag("watch") && method.equals("GET");
    }

    boolean asTable() {
        return accept.contains("as=Table");
    }

    boolean dryRun() {
        return all("dryRun").contains("All")
                || json().path("dryRun").toString().contains("\"All\"");
    }

    Selector selector() {
        String fields = parameter("fieldSelector");
        return Selector.of(
                namespace,
                parameter("labelSelector"),
                name.isEmpty() ? fields : "metadata.name=" + name);
    }

    /** The body; an empty object where there is none. */
    JsonNode json() {
        if (contentType.contains("protobuf") && !body.isBlank()) {
            throw Failure.notJson();
        }
        try {
            return body.isBlank() ? Json.object() : Json.parse(body);
        } catch (JacksonException malformed) {
            throw Failure.badRequest(
                    "the object provided is unrecognized: " + malformed.getOriginalMessage());
        }
    }
}
