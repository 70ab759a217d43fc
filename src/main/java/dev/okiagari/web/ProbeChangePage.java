package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.liveness.ChangeResult;
import dev.okiagari.liveness.ChangeState;
import dev.okiagari.liveness.DraftResult;
import dev.okiagari.liveness.ProbeChange;
import dev.okiagari.liveness.ProbeChangeQuery;
import dev.okiagari.liveness.ProbeChanges;
import dev.okiagari.liveness.ProbeDraft;
import dev.okiagari.liveness.ProbeRequest;
import dev.okiagari.liveness.ProbeSpec;
import dev.okiagari.proof.Proofs;
import dev.okiagari.safety.Actor;
import dev.okiagari.security.Actors;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/**
 * The form of a probe, what a dry run makes of it, and what became of it. Nothing is written before
 * the page that shows it was there.
 */
@Controller
class ProbeChangePage {

    private static final int PAGE = 50;

    private final ProbeChanges changes;
    private final ChangeBoard board;
    private final ProbeCast cast;
    private final Proofs proofs;

    ProbeChangePage(ProbeChanges changes, ChangeBoard board, ProbeCast cast, Proofs proofs) {
        this.changes = changes;
        this.board = board;
        this.cast = cast;
        this.proofs = proofs;
    }

    /**
     * @param from the change that was shown, where a person comes back from it
     */
    @GetMapping("/liveness/change")
    Rendering ask(
            @ModelAttribute("form") ProbeForm form,
            @RequestParam(required = false) @Nullable UUID from,
            ServerWebExchange exchange) {
        return switch (draft(form)) {
            case DraftResult.None(ChangeResult why) -> throw ChangeProblems.problem(why);
            case ProbeDraft draft ->
                    new ProbeQuestion(draft, begun(form, draft, from), Actors.of(exchange))
                            .ask(null);
        };
    }

    /** A link may name some of the numbers; else the form begins with what fits. */
    private ProbeForm begun(ProbeForm form, ProbeDraft draft, @Nullable UUID from) {
        return form.handler() == null
                ? ProbeForm.of(
                        draft.target(),
                        draft.type(),
                        tried(draft, from).orElseGet(draft::suggested))
                : form;
    }

    private Optional<ProbeSpec> tried(ProbeDraft draft, @Nullable UUID from) {
        return Optional.ofNullable(from)
                .flatMap(board::find)
                .filter(change ->
                        change.target().equals(draft.target()) && change.type() == draft.type())
                .flatMap(ProbeChange::after);
    }

    private DraftResult draft(ProbeForm form) {
        String container = form.container();
        return changes.draft(
                form.workload(),
                container == null || container.isBlank() ? null : container,
                form.probeType());
    }

    /** What the numbers in the form mean, while they are typed. */
    @GetMapping("/liveness/change/forecast")
    String forecast(@ModelAttribute("form") ProbeForm form, Model model) {
        try {
            ProbeRequest request = form.request();
            ProbeSpec probe = request.probe();
            if (probe != null) {
                model.addAttribute("forecast", cast.words(request.target(), request.type(), probe));
            }
        } catch (ApiProblem unreadable) {
            model.addAttribute("forecast", Message.of("web.change.forecast.unreadable"));
        }
        return "liveness/words";
    }

    @PostMapping("/liveness/changes")
    Rendering rehearse(@ModelAttribute("form") ProbeForm form, ServerWebExchange exchange)
            throws InterruptedException {
        try {
            ChangeResult result =
                    changes.rehearse(form.request(), form.confirmed(), Actors.of(exchange));
            return seeOther(made(result));
        } catch (ApiProblem refused) {
            return draft(form) instanceof ProbeDraft draft
                    ? new ProbeQuestion(draft, form, Actors.of(exchange)).ask(refused)
                    : new ProbeQuestion(null, form, Actors.of(exchange)).ask(refused);
        }
    }

    @GetMapping("/liveness/changes")
    String list(
            @RequestParam(required = false) @Nullable String namespace,
            @RequestParam(required = false) @Nullable UUID cursor,
            Model model) {
        String wanted = Given.text(namespace);
        List<ProbeChange> found =
                changes.list(new ProbeChangeQuery(wanted, null, cursor, PAGE + 1));
        List<ProbeChange> shown = found.stream().limit(PAGE).toList();
        model.addAttribute(
                "changes", shown.stream().map(change -> ChangeView.of(change, null)).toList());
        model.addAttribute("namespace", wanted);
        model.addAttribute("onFirst", cursor == null);
        model.addAttribute(
                "first", Href.to("/liveness/changes").with("namespace", wanted).toString());
        model.addAttribute(
                "next",
                found.size() <= PAGE
                        ? null
                        : Href.to("/liveness/changes")
                                .with("namespace", wanted)
                                .with("cursor", shown.getLast().id())
                                .toString());
        model.addAttribute("live", "/live/connection");
        return "liveness/changes";
    }

    @GetMapping("/liveness/changes/{id}")
    Rendering one(@PathVariable UUID id, ServerWebExchange exchange) {
        return show(existing(id), null, Actors.of(exchange));
    }

    @PostMapping("/liveness/changes/{id}/apply")
    Rendering apply(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable List<String> confirm,
            ServerWebExchange exchange) {
        ProbeChange change = existing(id);
        try {
            List<@Nullable String> guards = confirm == null ? null : List.copyOf(confirm);
            return seeOther(made(changes.apply(id, Confirmed.guards(guards), Actors.of(exchange))));
        } catch (ApiProblem refused) {
            return show(change, refused, Actors.of(exchange));
        }
    }

    @PostMapping("/liveness/changes/{id}/undo")
    Rendering undo(@PathVariable UUID id, ServerWebExchange exchange) {
        ProbeChange change = existing(id);
        try {
            return seeOther(made(changes.undo(id, Actors.of(exchange))));
        } catch (ApiProblem refused) {
            return show(change, refused, Actors.of(exchange));
        }
    }

    private ProbeChange existing(UUID id) {
        return board.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** With what stands in its way, before anybody clicks. */
    private Rendering show(ProbeChange change, @Nullable ApiProblem why, Actor reader) {
        var rendering =
                Rendering.view("liveness/one")
                        .status(why == null ? HttpStatus.OK : why.status())
                        .model(board.model(change, reader))
                        .modelAttribute("provable", Proofs.canBeProven(change))
                        .modelAttribute(
                                "proofs",
                                proofs.of(change.id()).stream().map(ProofReport::of).toList())
                        .modelAttribute("live", "/live/change?id=" + change.id());
        if (change.state() instanceof ChangeState.Rehearsed
                && changes.draft(
                                change.target().workload(),
                                change.target().container(),
                                change.type())
                        instanceof ProbeDraft draft) {
            rendering.modelAttribute("draft", draft);
        }
        if (why != null) {
            rendering.modelAttribute("why", why.detail());
        }
        return rendering.build();
    }

    private static ProbeChange made(ChangeResult result) {
        if (result instanceof ChangeResult.Made(ProbeChange change)) {
            return change;
        }
        throw ChangeProblems.problem(result);
    }

    private static Rendering seeOther(ProbeChange change) {
        return Rendering.redirectTo("/liveness/changes/" + change.id())
                .status(HttpStatus.SEE_OTHER)
                .contextRelative(false)
                .build();
    }
}
