package dev.okiagari.web;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Which containers could hang for ever, and which probes are traps. */
@Controller
class LivenessPage {

    @GetMapping("/liveness")
    String show(Model model) {
        model.addAttribute("live", "/live/connection");
        return "liveness/page";
    }
}
