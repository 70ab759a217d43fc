package dev.okiagari.web;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.liveness.ChangeResult;
import dev.okiagari.liveness.ProbeChange;
import dev.okiagari.liveness.ProbeChanges;
import dev.okiagari.proof.PlanResult;
import dev.okiagari.proof.Proof;
import dev.okiagari.proof.ProofPlan;
import dev.okiagari.proof.ProofQuery;
import dev.okiagari.proof.ProofRefused;
import dev.okiagari.proof.ProofResult;
import dev.okiagari.proof.Proofs;
import dev.okiagari.security.Actors;
import java.util.List;
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

/** Proofs: what one would do, how it goes, and the report of both hangs. */
@Controller
class ProofPage {

    private static final int PAGE = 50;

    private final Proofs proofs;
    private final ProofBoard board;
    private final ProbeChanges changes;
    private final Cluster cluster;

    ProofPage(Proofs proofs, ProofBoard board, ProbeChanges changes, Cluster cluster) {
        this.proofs = proofs;
        this.board = board;
        this.changes = changes;
        this.cluster = cluster;
    }

    @GetMapping("/proofs")
    String list(
            @RequestParam(required = false) @Nullable String namespace,
            @RequestParam(required = false) @Nullable UUID cursor,
            Model model) {
        String wanted = Given.text(namespace);
        List<Proof> found = proofs.list(new ProofQuery(wanted, null, cursor, PAGE + 1));
        List<Proof> shown = found.stream().limit(PAGE).toList();
        model.addAttribute("proofs", shown.stream().map(ProofReport::of).toList());
        model.addAttribute("namespace", wanted);
        model.addAttribute("onFirst", cursor == null);
        model.addAttribute("first", Href.to("/proofs").with("namespace", wanted).toString());
        model.addAttribute(
                "next",
                found.size() <= PAGE
                        ? null
                        : Href.to("/proofs")
                                .with("namespace", wanted)
                                .with("cursor", shown.getLast().id())
                                .toString());
        model.addAttribute("live", "/live/connection");
        return "proofs/page";
    }

    /** Before anybody has looked into the container. */
    @GetMapping("/proofs/plan")
    Rendering ask(@ModelAttribute("form") ProofForm form) {
        return question(form, null, null);
    }

    /** Looks into the container, and shows what would be done to it. */
    @PostMapping("/proofs/plan")
    Rendering plan(@ModelAttribute("form") ProofForm form, ServerWebExchange exchange)
            throws InterruptedException {
        return switch (planned(form, exchange)) {
            case ProofPlan plan -> question(form, plan, null);
            case ProofRefused refused -> question(form, null, ProofProblems.problem(refused));
        };
    }

    @PostMapping("/proofs")
    Rendering start(@ModelAttribute("form") ProofForm form, ServerWebExchange exchange)
            throws InterruptedException {
        return switch (proofs.start(form.request(), Actors.of(exchange))) {
            case ProofResult.Started(Proof started) -> seeOther(started.id());
            case ProofRefused refused -> refused(form, refused, exchange);
        };
    }

    /** The same question again with why not, so that nothing is lost. */
    private Rendering refused(ProofForm form, ProofRefused refused, ServerWebExchange exchange)
            throws InterruptedException {
        ApiProblem why = ProofProblems.problem(refused);
        return planned(form, exchange) instanceof ProofPlan plan
                ? question(form, plan, why)
                : question(form, null, why);
    }

    /** With all guards, also those that were ticked already. */
    private PlanResult planned(ProofForm form, ServerWebExchange exchange)
            throws InterruptedException {
        return proofs.plan(form.unconfirmed().request(), Actors.of(exchange));
    }

    /**
     * @param plan null where nobody has looked, or nothing came of it
     * @param why nothing was done; null where nobody has tried
     */
    private Rendering question(ProofForm form, @Nullable ProofPlan plan, @Nullable ApiProblem why) {
        ProbeChange change =
                changes.find(form.shown())
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var rendering =
                Rendering.view("proofs/new")
                        .status(why == null ? HttpStatus.OK : why.status())
                        .modelAttribute("form", form)
                        .modelAttribute("change", ChangeView.of(change, null))
                        .modelAttribute("pods", pods(change))
                        .modelAttribute("live", "/live/connection");
        if (plan != null) {
            rendering.modelAttribute("plan", ProofPlanView.of(plan));
        }
        if (why != null) {
            rendering.modelAttribute("why", why.detail());
        }
        return rendering.build();
    }

    private List<String> pods(ProbeChange change) {
        return cluster.pods().stream()
                .filter(pod -> pod.workload().equals(change.target().workload()))
                .filter(pod -> pod.ready() && !pod.isDeleting())
                .map(PodSnapshot::ref)
                .map(ref -> ref.name())
                .sorted()
                .toList();
    }

    @GetMapping("/proofs/{id}")
    Rendering one(@PathVariable UUID id) {
        return show(existing(id), null);
    }

    @PostMapping("/proofs/{id}/stop")
    Rendering stop(@PathVariable UUID id, ServerWebExchange exchange) {
        proofs.stop(existing(id).id(), Actors.of(exchange));
        return seeOther(id);
    }

    @PostMapping("/proofs/{id}/undo")
    Rendering undo(@PathVariable UUID id, ServerWebExchange exchange) {
        Proof proof = existing(id);
        ChangeResult result = changes.undo(proof.agreement().change(), Actors.of(exchange));
        return result instanceof ChangeResult.Made
                ? seeOther(id)
                : show(proof, ChangeProblems.problem(result));
    }

    private Proof existing(UUID id) {
        return board.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Rendering show(Proof proof, @Nullable ApiProblem why) {
        var rendering =
                Rendering.view("proofs/one")
                        .status(why == null ? HttpStatus.OK : why.status())
                        .model(board.model(proof))
                        .modelAttribute("live", "/live/proof?id=" + proof.id());
        if (why != null) {
            rendering.modelAttribute("why", why.detail());
        }
        return rendering.build();
    }

    private static Rendering seeOther(UUID id) {
        return Rendering.redirectTo("/proofs/" + id)
                .status(HttpStatus.SEE_OTHER)
                .contextRelative(false)
                .build();
    }
}
