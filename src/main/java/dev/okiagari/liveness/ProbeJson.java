package dev.okiagari.liveness;

import dev.okiagari.liveness.ProbeHandler.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A probe as the Kubernetes API has it, and back. */
final class ProbeJson {

    private static final String SUCCESS = "successThreshold";
    private static final String FAILURE = "failureThreshold";

    private ProbeJson() {}

    static ObjectNode write(ProbeSpec probe) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        write(probe.handler(), json);
        put(json, "initialDelaySeconds", probe.initialDelay());
        put(json, "periodSeconds", probe.period());
        put(json, "timeoutSeconds", probe.timeout());
        put(json, FAILURE, probe.failureThreshold());
        put(json, SUCCESS, probe.successThreshold());
        put(json, "terminationGracePeriodSeconds", probe.grace());
        return json;
    }

    private static void write(ProbeHandler handler, ObjectNode json) {
        switch (handler) {
            case ProbeHandler.HttpGet http -> {
                ObjectNode get = json.putObject("httpGet").put("path", http.path());
                port(get, http.port());
                get.put("scheme", http.scheme());
                put(get, "host", http.host());
                if (!http.headers().isEmpty()) {
                    headers(get, http.headers());
                }
            }
            case ProbeHandler.TcpSocket tcp -> {
                ObjectNode socket = json.putObject("tcpSocket");
                port(socket, tcp.port());
                put(socket, "host", tcp.host());
            }
            case ProbeHandler.Exec exec -> {
                var command = json.putObject("exec").putArray("command");
                exec.command().forEach(command::add);
            }
            case ProbeHandler.Grpc grpc ->
                    put(json.putObject("grpc").put("port", grpc.port()), "service", grpc.service());
        }
    }

    private static void headers(ObjectNode get, List<Header> headers) {
        var list = get.putArray("httpHeaders");
        headers.forEach(
                header -> list.addObject().put("name", header.name()).put("value", header.value()));
    }

    /** What looks like a number is one: that is how names of ports are told from them. */
    private static void port(ObjectNode json, String port) {
        if (port.matches("-?\\d{1,9}")) {
            json.put("port", Integer.parseInt(port));
        } else {
            json.put("port", port);
        }
    }

    private static void put(ObjectNode json, String name, @Nullable Integer value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    /** Empty where it does something that nobody here knows of. */
    static Optional<ProbeSpec> read(JsonNode json) {
        return handler(json)
                .map(handler ->
                        new ProbeSpec(
                                handler,
                                number(json, "initialDelaySeconds"),
                                number(json, "periodSeconds"),
                                number(json, "timeoutSeconds"),
                                number(json, FAILURE),
                                number(json, SUCCESS),
                                number(json, "terminationGracePeriodSeconds")));
    }

    private static Optional<ProbeHandler> handler(JsonNode json) {
        if (json.has("httpGet")) {
            return Optional.of(httpGet(json.path("httpGet")));
        }
        if (json.has("tcpSocket")) {
            JsonNode tcp = json.path("tcpSocket");
            return Optional.of(
                    new ProbeHandler.TcpSocket(tcp.path("port").asString(), text(tcp, "host")));
        }
        if (json.has("grpc")) {
            JsonNode grpc = json.path("grpc");
            return Optional.of(
                    new ProbeHandler.Grpc(grpc.path("port").asInt(0), text(grpc, "service")));
        }
        if (!json.has("exec")) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>();
        json.path("exec").path("command").forEach(argument -> command.add(argument.asString()));
        return Optional.of(new ProbeHandler.Exec(command));
    }

    private static ProbeHandler httpGet(JsonNode http) {
        List<Header> headers = new ArrayList<>();
        http.path("httpHeaders")
                .forEach(header ->
                        headers.add(
                                new Header(
                                        header.path("name").asString(""),
                                        header.path("value").asString(""))));
        return new ProbeHandler.HttpGet(
                Objects.requireNonNullElse(text(http, "path"), "/"),
                http.path("port").asString(""),
                Objects.requireNonNullElse(text(http, "scheme"), "HTTP"),
                text(http, "host"),
                headers);
    }

    private static @Nullable Integer number(JsonNode json, String name) {
        return json.path(name).isNumber() ? json.path(name).asInt() : null;
    }

    private static @Nullable String text(JsonNode json, String name) {
        String text = json.path(name).asString("");
        return text.isEmpty() ? null : text;
    }
}
