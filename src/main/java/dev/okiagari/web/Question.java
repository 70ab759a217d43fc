package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.Fault;
import dev.okiagari.experiment.ForecastResult;
import dev.okiagari.experiment.Option;
import dev.okiagari.experiment.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.result.view.Rendering;

/**
 * What is asked before a fault.
 *
 * @param aim null where its pod is gone
 * @param fault with its forecast; null where there is none
 * @param unseen what cannot be forecast before somebody has looked; null elsewhere
 * @param refusal why it cannot be done at all; null where it can
 */
record Question(
        @Nullable Aim aim,
        @Nullable FaultView fault,
        @Nullable Unseen unseen,
        @Nullable ApiProblem refusal) {

    static final Question OF_NOTHING = new Question(null, null, null, null);

    /**
     * A fault that needs a look.
     *
     * @param back to this question, after the look
     */
    record Unseen(Message label, @Nullable String aimed, String back) {}

    static Question about(Aim aim) {
        return new Question(aim, null, null, null);
    }

    static Question of(Fault fault, Aim aim, ForecastResult answer) {
        return switch (answer) {
            case Refused refused -> new Question(aim, null, null, Refusals.problem(refused));
            case ForecastResult.Forecasted forecasted ->
                    new Question(aim, FaultView.of(Option.of(fault, forecasted), aim), null, null);
        };
    }

    static Question unseen(Fault fault, Aim aim) {
        return new Question(
                aim,
                null,
                new Unseen(FaultView.label(fault), FaultView.aimed(fault), aim.href(fault)),
                null);
    }

    /**
     * As a page.
     *
     * @param why nothing was done; null where nobody has tried
     */
    Rendering ask(HttpStatus status, FaultForm form, @Nullable ApiProblem why) {
        var rendering =
                Rendering.view("experiments/new")
                        .status(why == null ? status : why.status())
                        .modelAttribute("form", form)
                        .modelAttribute("live", "/live/connection");
        if (fault != null) {
            rendering.modelAttribute("fault", fault);
        }
        if (unseen != null) {
            rendering.modelAttribute("unseen", unseen);
        }
        if (aim != null) {
            rendering.modelAttribute("aim", aim);
        }
        if (why != null) {
            rendering.modelAttribute("why", why.detail());
            rendering.modelAttribute("wrong", String.valueOf(why.field()));
            rendering.modelAttribute("mistyped", "typed".equals(why.field()));
        }
        return rendering.build();
    }
}
