package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.proof.ProofPlan;
import dev.okiagari.safety.Guard;
import dev.okiagari.safety.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would be done, before it is.
 *
 * @param pod whose container is hung first
 * @param watch in seconds, how long that lasts if nothing ends it
 * @param hang what it comes to
 * @param forecast what the probe makes of the second hang
 * @param hard guards that no confirmation does away with
 * @param soft guards that give way to one
 */
record ProofPlanView(
        String pod,
        int watch,
        Message hang,
        HangBar.@Nullable Forecast forecast,
        List<Reason> hard,
        List<Reason> soft) {

    /** A guard and what it says. */
    record Reason(String guard, Message reason) {

        static Reason of(Refusal refusal) {
            return new Reason(refusal.guard().word(), refusal.reason());
        }
    }

    static ProofPlanView of(ProofPlan plan) {
        return new ProofPlanView(
                plan.agreement().pod().name(),
                plan.agreement().watch(),
                plan.hang().explanation(),
                HangBar.Forecast.of(plan.agreement().forecast()),
                reasons(plan, false),
                reasons(plan, true));
    }

    private static List<Reason> reasons(ProofPlan plan, boolean confirmable) {
        return plan.refusals().stream()
                .filter(refusal -> isConfirmable(refusal.guard()) == confirmable)
                .map(Reason::of)
                .toList();
    }

    private static boolean isConfirmable(Guard guard) {
        return guard.isConfirmable();
    }
}
