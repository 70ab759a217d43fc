package dev.okiagari.practice.api;

import dev.okiagari.practice.store.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the API server asks of what a probe does. */
final class HandlerRules {

    private static final List<String> HANDLERS = List.of("exec", "httpGet", "tcpSocket", "grpc");
    private static final int LAST_PORT = 65_535;
    private static final int LONGEST_NAME = 15;

    private HandlerRules() {}

    static void check(String path, JsonNode probe, List<Invalid> invalid) {
        List<String> given = HANDLERS.stream().filter(probe::has).toList();
        if (given.isEmpty()) {
            invalid.add(required(path, ": must specify a handler type"));
        }
        for (int i = 0; i < given.size(); i++) {
            String at = path + "." + given.get(i);
            if (i > 0) {
                invalid.add(
                        new Invalid(
                                at,
                                "FieldValueForbidden",
                                "Forbidden: may not specify more than 1 handler type"));
            } else {
                one(at, given.get(i), probe.path(given.get(i)), invalid);
            }
        }
    }

    private static void one(String at, String type, JsonNode handler, List<Invalid> invalid) {
        switch (type) {
            case "exec" -> {
                if (handler.path("command").isEmpty()) {
                    invalid.add(required(at + ".command", ""));
                }
            }
            case "httpGet" -> {
                if (Json.text(handler, "path").isEmpty()) {
                    invalid.add(required(at + ".path", ""));
                }
                port(at + ".port", handler.path("port"), invalid);
                scheme(at + ".scheme", handler.path("scheme"), invalid);
            }
            case "tcpSocket" -> port(at + ".port", handler.path("port"), invalid);
            default -> number(at + ".port", handler.path("port"), invalid);
        }
    }

    private static void scheme(String at, JsonNode scheme, List<Invalid> invalid) {
        if (!List.of("HTTP", "HTTPS").contains(scheme.asString(""))) {
            invalid.add(
                    new Invalid(
                            at,
                            "FieldValueNotSupported",
                            "Unsupported value: "
                                    + scheme
                                    + ": supported values: \"HTTP\", \"HTTPS\""));
        }
    }

    private static void port(String at, JsonNode port, List<Invalid> invalid) {
        if (port.isString()) {
            name(at, port, invalid);
        } else {
            number(at, port, invalid);
        }
    }

    private static void number(String at, JsonNode port, List<Invalid> invalid) {
        int number = port.asInt(0);
        if (number < 1 || number > LAST_PORT) {
            invalid.add(
                    new Invalid(
                            at,
                            "FieldValueInvalid",
                            "Invalid value: "
                                    + number
                                    + ": must be between 1 and 65535, inclusive"));
        }
    }

    private static void name(String at, JsonNode port, List<Invalid> invalid) {
        String name = port.asString();
        if (name.length() > LONGEST_NAME) {
            invalid.add(ProbeRules.value(at, port, "must be no more than 15 characters"));
        }
        if (!name.matches("[-a-z0-9]+")) {
            invalid.add(
                    ProbeRules.value(
                            at,
                            port,
                            "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)"));
        }
        if (!name.matches(".*[a-z].*")) {
            invalid.add(ProbeRules.value(at, port, "must contain at least one letter (a-z)"));
        }
        if (name.contains("--")) {
            invalid.add(ProbeRules.value(at, port, "must not contain consecutive hyphens"));
        }
        if (name.startsWith("-") || name.endsWith("-")) {
            invalid.add(ProbeRules.value(at, port, "must not begin or end with a hyphen"));
        }
    }

    private static Invalid required(String at, String more) {
        return new Invalid(at, "FieldValueRequired", "Required value" + more);
    }
}
