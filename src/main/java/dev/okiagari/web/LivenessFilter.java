package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.WorkloadName;
import dev.okiagari.liveness.CoverageQuery;
import dev.okiagari.liveness.Covered;
import dev.okiagari.liveness.Rule;
import dev.okiagari.liveness.Severity;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which containers an address asks for. */
record LivenessFilter(
        @Nullable String namespace,
        @Parameter(description = "Kind/name, or a name of any kind") @Nullable String workload,
        @Parameter(description = "A part of a name or an image, in any case") @Nullable String q,
        @Parameter(description = "The worst finding's: high, medium, low; or none")
                @Nullable String severity,
        @Parameter(description = "The id of a rule that holds") @Nullable String rule) {

    /** Nothing to advise. */
    static final String NONE = "none";

    static final List<String> SEVERITIES =
            Stream.concat(Arrays.stream(Severity.values()).map(Severity::word), Stream.of(NONE))
                    .toList();

    LivenessFilter {
        namespace = Given.text(namespace);
        workload = Given.text(workload);
        q = Given.text(q);
        severity = Given.text(severity);
        rule = Given.text(rule);
    }

    /** Without what nobody can mean: a link that is out of date shows more, not an error. */
    LivenessFilter lenient() {
        return new LivenessFilter(
                namespace,
                workload,
                q,
                severity != null && SEVERITIES.contains(severity) ? severity : null,
                rule != null && Rule.of(rule).isPresent() ? rule : null);
    }

    /**
     * The same.
     *
     * @throws ApiProblem naming the parameter that cannot be meant
     */
    LivenessFilter strict() {
        if (severity != null && !SEVERITIES.contains(severity)) {
            throw oneOf("severity", String.join(", ", SEVERITIES), severity);
        }
        if (rule != null && Rule.of(rule).isEmpty()) {
            throw oneOf(
                    "rule",
                    Arrays.stream(Rule.values()).map(Rule::id).collect(Collectors.joining(", ")),
                    rule);
        }
        return this;
    }

    private static ApiProblem oneOf(String field, String possible, String given) {
        return ApiProblem.badField(field, Message.of("api.input.one-of", possible, given));
    }

    /** All but the severity, so that all severities can be counted. */
    CoverageQuery query() {
        return new CoverageQuery(
                namespace,
                workload == null ? null : WorkloadName.of(workload),
                q,
                rule == null ? null : Rule.of(rule).orElse(null));
    }

    boolean accepts(Covered container) {
        return severity == null || severity.equals(word(container.worst()));
    }

    /** Whether anything narrows the list. */
    public boolean isNarrow() {
        return namespace != null
                || workload != null
                || q != null
                || severity != null
                || rule != null;
    }

    /** A link that asks for the same; {@code path} is ours. */
    Href href(String path) {
        return href(path, severity);
    }

    /** The same of another severity. */
    Href href(String path, @Nullable String other) {
        return Href.to(path)
                .with("namespace", namespace)
                .with("workload", workload)
                .with("q", q)
                .with("severity", other)
                .with("rule", rule);
    }

    static String word(@Nullable Severity worst) {
        return worst == null ? NONE : worst.word();
    }
}
