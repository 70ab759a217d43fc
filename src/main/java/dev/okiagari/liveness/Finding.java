package dev.okiagari.liveness;

import dev.okiagari.cluster.Message;
import java.util.List;

/**
 * A rule that holds for a container.
 *
 * @param evidence what shows it: the numbers and handlers as they are
 */
public record Finding(Rule rule, List<Message> evidence) {

    public Finding {
        evidence = List.copyOf(evidence);
    }

    public Severity severity() {
        return rule.severity();
    }
}
