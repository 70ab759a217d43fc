package dev.okiagari.web;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Workloads and their pods, live. */
@Controller
class PodsPage {

    private final PodsViews views;
    private final Drawn drawn;

    PodsPage(PodsViews views, Drawn drawn) {
        this.views = views;
        this.drawn = drawn;
    }

    @GetMapping("/")
    String show(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String namespace,
            @RequestParam(required = false) @Nullable Boolean trouble,
            @RequestParam(required = false) @Nullable String workload,
            @RequestParam(required = false) @Nullable Integer page,
            Model model) {
        PodsView view = views.of(PodsQuery.of(q, namespace, trouble, workload, page));
        model.addAttribute("view", view);
        model.addAttribute(
                "live",
                view.query()
                        .href("/live/pods")
                        .with("page", view.page())
                        .with("drawn", drawn.keep(view))
                        .toString());
        return "pods/page";
    }
}
