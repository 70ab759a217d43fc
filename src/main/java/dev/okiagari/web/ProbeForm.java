package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.liveness.ProbeHandler;
import dev.okiagari.liveness.ProbeRequest;
import dev.okiagari.liveness.ProbeSpec;
import dev.okiagari.liveness.ProbeTarget;
import dev.okiagari.safety.Guard;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A probe as a form has it, or a link to the form; everything in it may be missing or wrong.
 *
 * @param command a line for each argument, or a JSON array of them
 * @param headers a line for each, with a colon
 * @param remove whether the probe is to go
 * @param confirm the guards that are to give way
 */
record ProbeForm(
        @Nullable String namespace,
        @Nullable String kind,
        @Nullable String name,
        @Nullable String container,
        @Nullable String type,
        @Nullable String handler,
        @Nullable String path,
        @Nullable String port,
        @Nullable String scheme,
        @Nullable String host,
        @Nullable String headers,
        @Nullable String command,
        @Nullable String service,
        @Nullable String initialDelay,
        @Nullable String period,
        @Nullable String timeout,
        @Nullable String failureThreshold,
        @Nullable String successThreshold,
        @Nullable String grace,
        @Nullable String remove,
        @Nullable List<String> confirm) {

    WorkloadRef workload() {
        return new WorkloadRef(or(namespace, ""), or(kind, "Deployment"), or(name, ""));
    }

    /** Which of the three; liveness where that cannot be read. */
    ProbeType probeType() {
        try {
            return ProbeChangeBody.type(or(type, "liveness"));
        } catch (ApiProblem unreadable) {
            return ProbeType.LIVENESS;
        }
    }

    /**
     * What is wanted.
     *
     * @throws ApiProblem naming the first field that cannot be meant
     */
    ProbeRequest request() {
        return new ProbeRequest(
                new ProbeTarget(workload(), Needed.in("target.container", container)),
                ProbeChangeBody.type(or(type, "liveness")),
                remove == null ? spec() : null);
    }

    /**
     * The probe alone.
     *
     * @throws ApiProblem naming the first field that cannot be meant
     */
    ProbeSpec spec() {
        return new ProbeSpec(
                meantHandler(),
                number("probe.initialDelay", initialDelay),
                number("probe.period", period),
                number("probe.timeout", timeout),
                number("probe.failureThreshold", failureThreshold),
                number("probe.successThreshold", successThreshold),
                number("probe.grace", grace));
    }

    Set<Guard> confirmed() {
        return Confirmed.guards(confirm == null ? null : new ArrayList<>(confirm));
    }

    private ProbeHandler meantHandler() {
        return switch (or(handler, "")) {
            case "httpGet" ->
                    new ProbeHandler.HttpGet(
                            or(path, "/"),
                            neededPort(),
                            or(scheme, "HTTP"),
                            Given.text(host),
                            headerList());
            case "tcpSocket" -> new ProbeHandler.TcpSocket(neededPort(), Given.text(host));
            case "grpc" ->
                    new ProbeHandler.Grpc(HandlerBody.number(neededPort()), Given.text(service));
            case "exec" -> new ProbeHandler.Exec(Arguments.parse(or(command, "")));
            default ->
                    throw ApiProblem.badField(
                            "probe.handler",
                            Message.of(
                                    "api.input.one-of",
                                    "httpGet, tcpSocket, exec, grpc",
                                    or(handler, "")));
        };
    }

    private String neededPort() {
        return Needed.in("probe.handler.port", port).strip();
    }

    private List<ProbeHandler.Header> headerList() {
        return or(headers, "")
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> {
                    int colon = line.indexOf(':');
                    if (colon < 1) {
                        throw ApiProblem.badField(
                                "probe.handler.headers", Message.of("web.change.header"));
                    }
                    return new ProbeHandler.Header(
                            line.substring(0, colon).strip(), line.substring(colon + 1).strip());
                })
                .toList();
    }

    private static @Nullable Integer number(String field, @Nullable String given) {
        String text = Given.text(given);
        try {
            return text == null ? null : Integer.valueOf(text.strip());
        } catch (NumberFormatException malformed) {
            throw ApiProblem.badField(field, Message.of("api.input.type"));
        }
    }

    private static String or(@Nullable String given, String otherwise) {
        return Objects.requireNonNullElse(
                given == null || given.isBlank() ? null : given, otherwise);
    }

    /** What a form begins with. */
    static ProbeForm of(ProbeTarget target, ProbeType type, ProbeSpec probe) {
        ProbeHandler does = probe.handler();
        ProbeHandler.HttpGet http = does instanceof ProbeHandler.HttpGet get ? get : null;
        return new ProbeForm(
                target.workload().namespace(),
                target.workload().kind(),
                target.workload().name(),
                target.container(),
                Words.of(type.name()),
                does.line().split(" ", 2)[0],
                http == null ? null : http.path(),
                does.askedPort(),
                http == null ? null : http.scheme(),
                host(does),
                http == null ? null : lines(http.headers()),
                does instanceof ProbeHandler.Exec exec ? Arguments.text(exec.command()) : null,
                does instanceof ProbeHandler.Grpc grpc ? grpc.service() : null,
                digits(probe.initialDelay()),
                digits(probe.period()),
                digits(probe.timeout()),
                digits(probe.failureThreshold()),
                digits(probe.successThreshold()),
                digits(probe.grace()),
                null,
                null);
    }

    private static @Nullable String host(ProbeHandler handler) {
        return switch (handler) {
            case ProbeHandler.HttpGet http -> http.host();
            case ProbeHandler.TcpSocket tcp -> tcp.host();
            case ProbeHandler.Exec _, ProbeHandler.Grpc _ -> null;
        };
    }

    private static String lines(List<ProbeHandler.Header> headers) {
        StringBuilder text = new StringBuilder();
        headers.forEach(header ->
                text.append(header.name()).append(": ").append(header.value()).append('\n'));
        return text.toString();
    }

    private static @Nullable String digits(@Nullable Integer number) {
        return number == null ? null : number.toString();
    }
}
