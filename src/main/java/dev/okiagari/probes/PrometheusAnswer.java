package dev.okiagari.probes;

import dev.okiagari.cluster.Failures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The question to a Prometheus about the counters of some pods, and its answer: each sample comes
 * with the time at which it was scraped and with the start of the kubelet's process, all three from
 * the same moment.
 */
final class PrometheusAnswer {

    /** A label of ours tells the three apart. */
    private static final String LABEL = "okiagari";

    private static final String AT = "at";
    private static final String START = "start";

    /** A kubelet that is scraped by two of them is still one. */
    private static final Set<String> COUNTER =
            Set.of("pod_uid", "container", "probe_type", "result");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<Map<String, String>, Double> values = new HashMap<>();
    private final Map<Map<String, String>, Double> times = new HashMap<>();
    private double start;

    private PrometheusAnswer() {}

    /** Nothing but letters, digits and dashes of a UID comes into it. */
    static String question(Set<String> podUids) {
        String uids =
                podUids.stream()
                        .filter(uid -> uid.matches("[A-Za-z0-9-]+"))
                        .sorted()
                        .collect(Collectors.joining("|"));
        String counters = "%s{pod_uid=~\"%s\"}".formatted(Samples.COUNTER, uids);
        return """
        %1$s
        or label_replace(timestamp(%1$s), "%2$s", "%3$s", "", "")
        or label_replace(%5$s and on (instance) %1$s, "%2$s", "%4$s", "", "")
        """
                .formatted(counters, LABEL, AT, START, Samples.START);
    }

    /** What it says of the node, or why it says nothing. */
    static Reading of(String node, String json, Set<String> podUids, Instant now) {
        try {
            JsonNode answer = JSON.readTree(json);
            JsonNode warnings = answer.path("warnings");
            if (!warnings.isEmpty()) {
                // What is missing would pass for 0.
                return Reading.failed(
                        "probes.unreadable.partial",
                        node,
                        Failures.shortly(warnings.path(0).asString("")));
            }
            PrometheusAnswer read = new PrometheusAnswer();
            answer.path("data").path("result").forEach(read::take);
            return read.reading(node, podUids, now);
        } catch (JacksonException | NumberFormatException malformed) {
            return malformed(node);
        }
    }

    private static Reading malformed(String node) {
        return Reading.failed("probes.unreadable.answer", node);
    }

    private void take(JsonNode series) {
        Map<String, String> labels = new HashMap<>();
        series.path("metric")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
        labels.remove("__name__");
        @Nullable String what = labels.remove(LABEL);
        double value = Double.parseDouble(series.path("value").path(1).asString(""));
        if (what == null) {
            values.put(labels, value);
        } else if (what.equals(AT)) {
            times.put(labels, value);
        } else {
            start = Math.max(start, value);
        }
    }

    private Reading reading(String node, Set<String> podUids, Instant now) {
        if (values.isEmpty()) {
            return Reading.failed("probes.unreadable.not-scraped", node);
        }
        Samples samples = new Samples(podUids);
        Set<String> pods = new HashSet<>();
        for (Map<String, String> labels : newest()) {
            if (!samples.add(labels, values.getOrDefault(labels, Double.NaN))) {
                return malformed(node);
            }
            pods.add(labels.getOrDefault("pod_uid", ""));
        }
        @Nullable Instant scraped =
                Samples.instant(
                        times.values().stream().mapToDouble(Double::doubleValue).max().orElse(0));
        pods.retainAll(podUids);
        return scraped == null
                ? malformed(node)
                : new Reading.Known(
                        new Counters(Samples.instant(start), samples.of(pods)),
                        scraped.isAfter(now) ? now : scraped);
    }

    /** Of those that tell of the same counter. */
    private List<Map<String, String>> newest() {
        Map<Map<String, String>, Map<String, String>> newest = new HashMap<>();
        values.keySet()
                .forEach(labels -> {
                    Map<String, String> counter = new HashMap<>(labels);
                    counter.keySet().retainAll(COUNTER);
                    newest.merge(
                            counter, labels, (one, other) -> at(one) >= at(other) ? one : other);
                });
        return new ArrayList<>(newest.values());
    }

    private double at(Map<String, String> labels) {
        return times.getOrDefault(labels, 0.0);
    }
}
