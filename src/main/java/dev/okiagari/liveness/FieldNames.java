package dev.okiagari.liveness;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of a probe as the Kubernetes API names them, in the words of this one. */
final class FieldNames {

    private static final Pattern IN_PROBE =
            Pattern.compile("\\.(?:liveness|readiness|startup)Probe\\.(.+)$");

    private static final Map<String, String> WORDS =
            Map.ofEntries(
                    Map.entry("initialDelaySeconds", "initialDelay"),
                    Map.entry("periodSeconds", "period"),
                    Map.entry("timeoutSeconds", "timeout"),
                    Map.entry("failureThreshold", "failureThreshold"),
                    Map.entry("successThreshold", "successThreshold"),
                    Map.entry("terminationGracePeriodSeconds", "grace"),
                    Map.entry("httpGet.path", "handler.path"),
                    Map.entry("httpGet.port", "handler.port"),
                    Map.entry("httpGet.scheme", "handler.scheme"),
                    Map.entry("httpGet.host", "handler.host"),
                    Map.entry("tcpSocket.port", "handler.port"),
                    Map.entry("grpc.port", "handler.port"),
                    Map.entry("grpc.service", "handler.service"),
                    Map.entry("exec.command", "handler.command"));

    private FieldNames() {}

    /** {@code probe} for what is no field of a probe. */
    static String of(String field) {
        Matcher inside = IN_PROBE.matcher(field);
        return inside.find() ? inProbe(inside.group(1)) : "probe";
    }

    /** A field by its path below the probe. */
    static String inProbe(String path) {
        String word = WORDS.get(path);
        if (word != null) {
            return "probe." + word;
        }
        return path.startsWith("httpGet.httpHeaders") ? "probe.handler.headers" : "probe.handler";
    }
}
