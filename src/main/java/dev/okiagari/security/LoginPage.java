package dev.okiagari.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form to log in with; without a login it leads to the first page. */
@Controller
class LoginPage {

    private static final Set<String> PROBLEMS = Set.of("refused", "paused");

    private final SecurityProperties properties;

    LoginPage(SecurityProperties properties) {
        this.properties = properties;
    }

    @GetMapping("/login")
    String show(@RequestParam(required = false) @Nullable String problem, Model model) {
        if (!properties.isLocal()) {
            return "redirect:/";
        }
        if (problem != null && PROBLEMS.contains(problem)) {
            model.addAttribute("problem", problem);
        }
        return "login";
    }
}
