package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.liveness.ProbeHandler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a probe does, as a script writes it: in one line as this API tells it ({@code httpGet / 8080
 * HTTP}), or as an object as Kubernetes has it ({@code {"httpGet": {"path": "/", "port": 8080}}}).
 */
final class HandlerBody {

    private static final String FIELD = "probe.handler";
    private static final String TYPES = "httpGet, tcpSocket, exec, grpc";

    private HandlerBody() {}

    /**
     * The handler that is meant.
     *
     * @throws ApiProblem naming the field that cannot be meant
     */
    static ProbeHandler handler(@Nullable JsonNode given) {
        if (given == null || given.isNull()) {
            throw ApiProblem.badField(FIELD, Message.of("api.input.needed"));
        }
        return given.isObject() ? object(given) : line(given.asString(""));
    }

    private static ProbeHandler line(String text) {
        String[] words = text.strip().split("\\s+");
        int count = words.length;
        return switch (words[0] + (count > 1 ? "" : " alone")) {
            case "httpGet" -> httpGet(words, text);
            case "tcpSocket" -> new ProbeHandler.TcpSocket(words[1], null);
            case "grpc" -> new ProbeHandler.Grpc(number(words[1]), null);
            case "exec" -> new ProbeHandler.Exec(Arrays.asList(words).subList(1, count));
            default -> throw unknown(text);
        };
    }

    private static ProbeHandler httpGet(String[] words, String text) {
        return switch (words.length) {
            case 3 -> new ProbeHandler.HttpGet(words[1], words[2]);
            case 4 -> new ProbeHandler.HttpGet(words[1], words[2], words[3], null, List.of());
            default -> throw unknown(text);
        };
    }

    private static ProbeHandler object(JsonNode given) {
        if (given.size() != 1) {
            throw unknown(String.join(", ", given.propertyNames()));
        }
        String type = given.propertyNames().iterator().next();
        JsonNode handler = given.path(type);
        return switch (type) {
            case "httpGet" -> httpGet(handler);
            case "tcpSocket" -> new ProbeHandler.TcpSocket(text(handler, "port"), host(handler));
            case "grpc" ->
                    new ProbeHandler.Grpc(
                            number(text(handler, "port")), orNull(handler.path("service")));
            case "exec" -> exec(handler.path("command"));
            default -> throw unknown(type);
        };
    }

    private static ProbeHandler httpGet(JsonNode handler) {
        List<ProbeHandler.Header> headers = new ArrayList<>();
        for (JsonNode header : handler.path("httpHeaders")) {
            headers.add(
                    new ProbeHandler.Header(
                            header.path("name").asString(""), header.path("value").asString("")));
        }
        return new ProbeHandler.HttpGet(
                handler.path("path").asString("/"),
                text(handler, "port"),
                handler.path("scheme").asString("HTTP"),
                host(handler),
                headers);
    }

    private static ProbeHandler exec(JsonNode command) {
        if (!command.isArray() || command.isEmpty()) {
            throw ApiProblem.badField(FIELD + ".command", Message.of("api.input.needed"));
        }
        List<String> arguments = new ArrayList<>();
        command.forEach(argument -> arguments.add(argument.asString("")));
        return new ProbeHandler.Exec(arguments);
    }

    private static @Nullable String host(JsonNode handler) {
        return orNull(handler.path("host"));
    }

    private static @Nullable String orNull(JsonNode value) {
        String text = value.asString("");
        return text.isEmpty() ? null : text;
    }

    private static String text(JsonNode handler, String name) {
        String text = handler.path(name).asString("");
        if (text.isBlank()) {
            throw ApiProblem.badField(FIELD + "." + name, Message.of("api.input.needed"));
        }
        return text;
    }

    static int number(String port) {
        if (!port.matches("\\d{1,9}")) {
            throw ApiProblem.badField(FIELD + ".port", Message.of("api.input.type"));
        }
        return Integer.parseInt(port);
    }

    private static ApiProblem unknown(String given) {
        return ApiProblem.badField(FIELD, Message.of("api.input.one-of", TYPES, given));
    }
}
