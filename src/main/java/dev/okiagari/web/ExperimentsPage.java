package dev.okiagari.web;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.ExperimentQuery;
import dev.okiagari.experiment.Fault;
import dev.okiagari.experiment.Refused;
import dev.okiagari.experiment.StartResult;
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

/** Experiments: all of them, one of them, and the question before a new one. */
@Controller
class ExperimentsPage {

    private static final int PAGE = 50;

    private final Bench bench;
    private final Cluster cluster;
    private final Situation situation;
    private final Faults faults;
    private final Reports reports;
    private final ProofBoard proofs;

    ExperimentsPage(
            Bench bench,
            Cluster cluster,
            Situation situation,
            Faults faults,
            Reports reports,
            ProofBoard proofs) {
        this.bench = bench;
        this.cluster = cluster;
        this.situation = situation;
        this.faults = faults;
        this.reports = reports;
        this.proofs = proofs;
    }

    @GetMapping("/experiments")
    String list(
            @RequestParam(required = false) @Nullable String namespace,
            @RequestParam(required = false) @Nullable UUID cursor,
            Model model) {
        String wanted = Given.text(namespace);
        List<Experiment> found =
                bench.list(new ExperimentQuery(wanted, null, null, null, cursor, PAGE + 1));
        List<Experiment> shown = found.stream().limit(PAGE).toList();
        model.addAttribute("reports", shown.stream().map(ReportView::of).toList());
        model.addAttribute("namespace", wanted);
        model.addAttribute("onFirst", cursor == null);
        model.addAttribute("first", Href.to("/experiments").with("namespace", wanted).toString());
        model.addAttribute(
                "next",
                found.size() <= PAGE
                        ? null
                        : Href.to("/experiments")
                                .with("namespace", wanted)
                                .with("cursor", shown.getLast().id())
                                .toString());
        model.addAttribute("live", "/live/connection");
        return "experiments/page";
    }

    @GetMapping("/experiments/{id}")
    String one(@PathVariable UUID id, Model model, ServerWebExchange exchange) {
        Experiment experiment =
                situation
                        .experiment(id)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAllAttributes(reports.of(experiment, Actors.of(exchange)));
        proofs.around(experiment)
                .ifPresent(proof -> model.addAttribute("proofHref", "/proofs/" + proof.id()));
        model.addAttribute("live", "/live/experiment?id=" + id);
        return "experiments/one";
    }

    @PostMapping("/experiments/{id}/stop")
    Rendering stop(@PathVariable UUID id, ServerWebExchange exchange) {
        bench.stop(id, Actors.of(exchange));
        return seeOther("/experiments/" + id);
    }

    /** Asks once more, for those without script and for a second try. */
    @GetMapping("/experiments/new")
    Rendering ask(@ModelAttribute("form") FaultForm form, ServerWebExchange exchange)
            throws InterruptedException {
        PodSnapshot pod = pod(form);
        if (pod == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        try {
            Question question = question(pod, form, form.fault(), Actors.of(exchange));
            return question.ask(HttpStatus.OK, form, question.refusal());
        } catch (ApiProblem unclear) {
            return question(pod, form, Actors.of(exchange)).ask(unclear.status(), form, unclear);
        }
    }

    @PostMapping("/experiments")
    Rendering start(@ModelAttribute("form") FaultForm form, ServerWebExchange exchange)
            throws InterruptedException {
        try {
            checkTyped(form);
            return switch (bench.start(form.request(), Actors.of(exchange))) {
                case Refused refused -> throw Refusals.problem(refused);
                case StartResult.Rehearsed(Experiment rehearsed) ->
                        throw new IllegalStateException("no form rehearses " + rehearsed.id());
                case StartResult.Started(Experiment started) ->
                        seeOther("/experiments/" + started.id());
            };
        } catch (ApiProblem refused) {
            return refused(form, refused, Actors.of(exchange));
        }
    }

    /** A guard gives way to a person who types what they aim at. A pod that is gone says so. */
    private void checkTyped(FaultForm form) {
        PodSnapshot pod = pod(form);
        if (pod != null && form.overrules() && !form.isTyped(pod.workload().name())) {
            throw ApiProblem.badField(
                    "typed", Message.of("web.sure.type.wrong", pod.workload().name()));
        }
    }

    /** The same question again with why not, so that nothing is lost. */
    private Rendering refused(FaultForm form, ApiProblem why, Actor by)
            throws InterruptedException {
        PodSnapshot pod = pod(form);
        Question question = pod == null ? Question.OF_NOTHING : question(pod, form, by);
        return question.ask(why.status(), form, why);
    }

    private Question question(PodSnapshot pod, FaultForm form, Actor by)
            throws InterruptedException {
        Optional<Fault> likely = form.likely();
        return likely.isPresent()
                ? question(pod, form, likely.get(), by)
                : Question.about(Aim.at(pod, text(form.container()), by));
    }

    private Question question(PodSnapshot pod, FaultForm form, Fault fault, Actor by)
            throws InterruptedException {
        String container = text(form.container());
        Aim aim = Aim.at(pod, container, by);
        return faults.ask(pod, container, fault)
                .map(answer -> Question.of(fault, aim, answer))
                .orElseGet(() -> Question.unseen(fault, aim));
    }

    private static @Nullable String text(@Nullable String given) {
        return given == null || given.isBlank() ? null : given;
    }

    private @Nullable PodSnapshot pod(FaultForm form) {
        return form.namespace() == null || form.pod() == null
                ? null
                : cluster.pod(form.namespace(), form.pod());
    }

    private static Rendering seeOther(String href) {
        return Rendering.redirectTo(href)
                .status(HttpStatus.SEE_OTHER)
                .contextRelative(false)
                .build();
    }
}
