package dev.okiagari.web;

import dev.okiagari.history.HistoryQuery;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** One container: what it does now, and its lives. */
@Controller
class ContainerPage {

    private static final int RUNS = 20;

    private final ContainerViews views;
    private final Past past;

    ContainerPage(ContainerViews views, Past past) {
        this.views = views;
        this.past = past;
    }

    @GetMapping("/pods/{namespace}/{pod}/{container}")
    String show(
            @PathVariable String namespace,
            @PathVariable String pod,
            @PathVariable String container,
            Model model) {
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
                "restarts", past.restarts(own).items().stream().map(RestartView::of).toList());
        model.addAttribute(
                "live",
                Href.to("/live/container")
                        .with("namespace", namespace)
                        .with("pod", pod)
                        .with("container", container)
                        .toString());
        return "container/page";
    }
}
