package dev.okiagari.liveness;

import dev.okiagari.cluster.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The advice there is, as data. A rule holds where its {@link Symptoms} show; what they are is the
 * evidence of the finding. Its words are in the message bundle: {@code liveness.rule.ID} names it,
 * {@code liveness.advice.ID} says what follows and what to do.
 */
public enum Rule {
    NO_LIVENESS(Severity.HIGH, Documentation.WHEN_LIVENESS),
    TCP_LIVENESS(Severity.HIGH, Documentation.TCP),
    FILE_LIVENESS(Severity.HIGH, Documentation.COMMAND),
    READINESS_ONLY(Severity.MEDIUM, Documentation.WHEN_LIVENESS),
    SAME_AS_READINESS(Severity.MEDIUM, Documentation.READINESS),
    THRESHOLD_ONE(Severity.MEDIUM, Documentation.NUMBERS),
    SIGTERM_UNHANDLED(Severity.MEDIUM, Documentation.TERMINATION),
    INITIAL_DELAY(Severity.LOW, Documentation.STARTUP),
    TIMEOUT_ABOVE_PERIOD(Severity.LOW, Documentation.NUMBERS);

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final Severity severity;
    private final String link;

    Rule(Severity severity, String link) {
        this.severity = severity;
        this.link = link;
    }

    /** As scripts and message keys have it. */
    public String id() {
        return id;
    }

    /** The one that has this id. */
    public static Optional<Rule> of(String id) {
        return Arrays.stream(values()).filter(rule -> rule.id.equals(id)).findFirst();
    }

    public Severity severity() {
        return severity;
    }

    /** Where Kubernetes' documentation explains it. */
    public String link() {
        return link;
    }

    /** In a few words. */
    public Message title() {
        return Message.of("liveness.rule." + id);
    }

    /** What follows from it, and what to do. */
    public Message advice() {
        return Message.of("liveness.advice." + id);
    }

    /** What of the advice a container deserves, the worst first. */
    static List<Finding> judge(Definition definition) {
        return Arrays.stream(values())
                .map(rule -> new Finding(rule, Symptoms.of(rule, definition)))
                .filter(finding -> !finding.evidence().isEmpty())
                .toList();
    }
}
