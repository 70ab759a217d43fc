package dev.okiagari.web;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.ProcessReading;
import dev.okiagari.cluster.ProcessTable;
import dev.okiagari.experiment.Signal;
import dev.okiagari.history.HistoryQuery;
import dev.okiagari.probes.ProbeCounts;
import dev.okiagari.safety.Actor;
import dev.okiagari.security.Actors;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/** One container: what it does now, and its lives. */
@Controller
class ContainerPage {

    private static final int RUNS = 20;

    private final ContainerViews views;
    private final Past past;
    private final Cluster cluster;
    private final Faults faults;
    private final Drifts drifts;
    private final ProbeCounts counts;
    private final Hangs hangs;

    ContainerPage(
            ContainerViews views,
            Past past,
            Cluster cluster,
            Faults faults,
            Drifts drifts,
            ProbeCounts counts,
            Hangs hangs) {
        this.views = views;
        this.past = past;
        this.cluster = cluster;
        this.faults = faults;
        this.drifts = drifts;
        this.counts = counts;
        this.hangs = hangs;
    }

    @GetMapping("/pods/{namespace}/{pod}/{container}")
    String show(
            @PathVariable String namespace,
            @PathVariable String pod,
            @PathVariable String container,
            Model model,
            ServerWebExchange exchange)
            throws InterruptedException {
        ContainerView view =
                views.of(namespace, pod, container)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        HistoryQuery own =
                HistoryQuery.all()
                        .withPodUid(view.podUid())
                        .withContainer(container)
                        .withLimit(RUNS);
        model.addAttribute("container", view);
        model.addAttribute("runs", past.runs(own).items().stream().map(RunView::of).toList());
        model.addAttribute(
                "lines",
                PastLine.together(
                        past.restarts(own).items().stream().map(RestartView::of).toList(),
                        List.of()));
        addFailures(view, own, model);
        PodSnapshot found = cluster.pod(namespace, pod);
        if (found != null) {
            found.container(container).ifPresent(named -> addHangs(found, named, model));
            addFaults(found, container, Actors.of(exchange), model);
        }
        model.addAttribute(
                "live",
                Href.to("/live/container")
                        .with("namespace", namespace)
                        .with("pod", pod)
                        .with("container", container)
                        .toString());
        return "container/page";
    }

    /** Looks into the container, and leads back to the page that shows what was seen. */
    @PostMapping("/pods/{namespace}/{pod}/{container}/inspect")
    ResponseEntity<Void> inspect(
            @PathVariable String namespace,
            @PathVariable String pod,
            @PathVariable String container,
            @ModelAttribute Way way,
            ServerWebExchange exchange)
            throws InterruptedException {
        PodSnapshot found = cluster.pod(namespace, pod);
        ContainerSnapshot named = found == null ? null : found.container(container).orElse(null);
        if (found == null || named == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        faults.inspect(found, named, Actors.of(exchange));
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(
                        way.back() == null
                                ? URI.create(Href.container(namespace, pod, container) + "#faults")
                                : Preferences.LocalPath.of(way.back()))
                .build();
    }

    /**
     * Where a look leads.
     *
     * @param back the page that asked for it; null for the container's
     */
    record Way(@Nullable String back) {}

    private void addFailures(ContainerView view, HistoryQuery own, Model model) {
        model.addAttribute(
                "failures",
                past.probeFailures(own).items().stream().map(ProbeFailureLine::of).toList());
        model.addAttribute(
                "discarded",
                past.discardedProbes(own).items().stream().map(ProbeFailureLine::of).toList());
        String node = view.node();
        if (node != null) {
            model.addAttribute("counting", CountingNote.of(counts.on(node)));
        }
    }

    private void addHangs(PodSnapshot pod, ContainerSnapshot container, Model model) {
        model.addAttribute("forecast", HangBar.Forecast.of(hangs.forecast(pod, container)));
        model.addAttribute("rhythm", HangBar.Rhythm.of(hangs.cadence(pod, container)));
    }

    private void addFaults(PodSnapshot pod, String container, Actor reader, Model model)
            throws InterruptedException {
        Aim aim = Aim.at(pod, container, reader);
        model.addAttribute("aim", aim);
        model.addAttribute("faults", FaultGroup.of(faults.options(pod, container), aim));
        model.addAttribute("drift", drifts.of(pod, container));
        Bench.Looked look = faults.last(pod, container);
        if (look != null && aim.noInspect() == null) {
            model.addAttribute("lookedAt", Moment.at(look.at()));
            switch (look.reading()) {
                case ProcessReading.Known(ProcessTable table) -> {
                    List<ProcessRow> rows = ProcessRow.of(table);
                    model.addAttribute("processes", rows);
                    model.addAttribute("groups", ProcessGroup.of(rows));
                    model.addAttribute("signals", Signal.toAnyProcess());
                    model.addAttribute("onlyFirst", table.method().equals("cat"));
                }
                case ProcessReading.Unknown(Message reason) -> model.addAttribute("unread", reason);
            }
        }
    }
}
