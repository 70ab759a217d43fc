package dev.okiagari.security;

import dev.okiagari.security.OidcRefusal.Why;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import reactor.core.publisher.Mono;

/** The page to log in by; without a login it leads to the first page. */
@Controller
class LoginPage {

    private static final Set<String> OF_PASSWORDS = Set.of("refused", "paused");

    private final SecurityMode mode;
    private final ObjectProvider<OidcProvider> provider;

    LoginPage(SecurityProperties properties, ObjectProvider<OidcProvider> provider) {
        this.mode = properties.mode();
        this.provider = provider;
    }

    @GetMapping("/login")
    Mono<String> show(@RequestParam(required = false) @Nullable String problem, Model model) {
        return switch (mode) {
            case OPEN -> Mono.just("redirect:/");
            case LOCAL -> Mono.just(form(problem, model));
            case OIDC -> provider.getObject().state().map(state -> door(problem, state, model));
        };
    }

    private static String form(@Nullable String problem, Model model) {
        if (problem != null && OF_PASSWORDS.contains(problem)) {
            model.addAttribute("problem", problem);
        }
        return "login";
    }

    private String door(@Nullable String problem, ProviderState state, Model model) {
        model.addAttribute("provider", provider.getObject().name());
        switch (state) {
            case ProviderState.There _ -> {
                if (Arrays.stream(Why.values()).anyMatch(why -> why.word().equals(problem))) {
                    model.addAttribute("problem", problem);
                }
            }
            case ProviderState.Away away -> model.addAttribute("away", away.reason());
        }
        return "login-oidc";
    }
}
