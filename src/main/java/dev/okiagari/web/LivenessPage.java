package dev.okiagari.web;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.liveness.Coverage;
import dev.okiagari.liveness.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which containers could hang for ever, and which probes are traps; the worst first. */
@Controller
class LivenessPage {

    private final Cluster cluster;
    private final Coverage coverage;
    private final Hangs hangs;

    LivenessPage(Cluster cluster, Coverage coverage, Hangs hangs) {
        this.cluster = cluster;
        this.coverage = coverage;
        this.hangs = hangs;
    }

    @GetMapping("/liveness")
    String show(
            LivenessFilter asked,
            @RequestParam(required = false) @Nullable Integer page,
            Model model) {
        LivenessFilter filter = asked.lenient();
        model.addAttribute(
                "view",
                LivenessList.of(
                        filter,
                        coverage.of(filter.query()),
                        new CoveredHangs(cluster, hangs),
                        namespaces(),
                        page == null ? 1 : page));
        model.addAttribute("severities", LivenessFilter.SEVERITIES);
        model.addAttribute("rules", List.of(Rule.values()));
        model.addAttribute("csv", filter.href("/liveness/export.csv").toString());
        model.addAttribute("json", filter.href("/liveness/export.json").toString());
        model.addAttribute("live", "/live/connection");
        return "liveness/page";
    }

    private List<String> namespaces() {
        return cluster.pods().stream()
                .map(pod -> pod.ref().namespace())
                .distinct()
                .sorted()
                .toList();
    }
}
