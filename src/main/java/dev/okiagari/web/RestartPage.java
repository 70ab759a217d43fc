package dev.okiagari.web;

import dev.okiagari.history.Restart;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** One restart: why, and what the run that ended with it left behind. It outlives its pod. */
@Controller
class RestartPage {

    private final Past past;

    RestartPage(Past past) {
        this.past = past;
    }

    @GetMapping("/restarts/{id}")
    String show(@PathVariable String id, Model model) {
        Restart restart =
                past.restart(id)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("restart", RestartView.of(restart));
        model.addAttribute("ended", past.endedBy(restart).map(RunView::of).orElse(null));
        model.addAttribute("live", "/live/connection");
        return "restarts/one";
    }
}
