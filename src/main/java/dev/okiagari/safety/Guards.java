package dev.okiagari.safety;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Every guard. They are asked for each button on a page, and just before the intent is stored. What
 * they have to ask the cluster for is kept for some seconds, so that the forecast before a click
 * spares the click the wait.
 */
@Component
public class Guards {

    private static final Comparator<Refusal> GRAVEST_FIRST = Comparator.comparing(Refusal::guard);

    private final List<Rule> rules;

    /** What needs no request is asked first: where that refuses for good, the rest is spared. */
    Guards(List<Rule> rules) {
        this.rules = rules.stream().sorted(Comparator.comparing(Rule::asksTheCluster)).toList();
    }

    /**
     * Asks them all.
     *
     * @param confirmed the guards that a person has named
     * @return who refuses, the gravest first; empty when nobody does
     */
    public List<Refusal> refusals(Intention intention, Set<Guard> confirmed) {
        List<Refusal> refusals = new ArrayList<>();
        for (Rule rule : rules) {
            if (!rule.asksTheCluster() || refusals.stream().allMatch(Guards::isConfirmable)) {
                refusals.addAll(rule.refusals(intention));
            }
        }
        refusals.removeIf(refusal -> isConfirmable(refusal) && confirmed.contains(refusal.guard()));
        refusals.sort(GRAVEST_FIRST);
        return refusals;
    }

    private static boolean isConfirmable(Refusal refusal) {
        return refusal.guard().isConfirmable();
    }
}
