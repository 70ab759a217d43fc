package dev.okiagari.web;

import dev.okiagari.replica.Recorders;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the cluster lets us do, what does not work for want of it, and who records. */
@Controller
class PermissionsPage {

    private final Bench bench;

    PermissionsPage(Bench bench) {
        this.bench = bench;
    }

    /**
     * This process among several.
     *
     * @param recorder null where nobody is known to record
     * @param since null where that is not known
     * @param problem why nobody can be elected, in the API server's words; null where one can
     */
    record Standing(
            String id,
            boolean records,
            @Nullable String recorder,
            @Nullable Moment since,
            @Nullable String problem) {

        static @Nullable Standing of(Recorders.@Nullable View view) {
            return view == null
                    ? null
                    : new Standing(
                            view.id(),
                            view.records(),
                            view.recorder(),
                            Moment.of(view.since()),
                            view.problem());
        }
    }

    @GetMapping("/permissions")
    String show(@RequestParam(required = false) @Nullable String namespace, Model model)
            throws InterruptedException {
        String wanted = Given.text(namespace);
        model.addAttribute("view", PermissionsView.of(bench.permissions(wanted)));
        model.addAttribute("namespace", wanted);
        model.addAttribute("replica", Standing.of(bench.replica()));
        model.addAttribute("live", "/live/connection");
        return "permissions/page";
    }
}
