package dev.okiagari.web;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;

/** Keeps a person's language and theme in cookies, and leads back to the page they came from. */
@Controller
class Preferences {

    static final String THEME = "theme";
    private static final Set<String> THEMES = Set.of("light", "dark", "auto");

    /**
     * What the form says; what is absent or unknown stays as it is.
     *
     * @param back the page to go back to: a path of ours with its query
     */
    record Choice(@Nullable String lang, @Nullable String theme, @Nullable String back) {}

    @PostMapping("/preferences")
    ResponseEntity<Void> save(@ModelAttribute Choice choice, ServerWebExchange exchange) {
        var secure = "https".equals(exchange.getRequest().getURI().getScheme());
        var answer =
                ResponseEntity.status(HttpStatus.SEE_OTHER).location(LocalPath.of(choice.back()));
        if (choice.lang() != null && Locales.supported(choice.lang()) != null) {
            answer.header("Set-Cookie", cookie(Locales.COOKIE, choice.lang(), secure));
        }
        if (choice.theme() != null && THEMES.contains(choice.theme())) {
            answer.header("Set-Cookie", cookie(THEME, choice.theme(), secure));
        }
        return answer.build();
    }

    /** The theme of a request's page: {@code light}, {@code dark} or {@code auto}. */
    static String theme(ServerWebExchange exchange) {
        var cookie = exchange.getRequest().getCookies().getFirst(THEME);
        return cookie != null && THEMES.contains(cookie.getValue()) ? cookie.getValue() : "auto";
    }

    private static String cookie(String name, String value, boolean secure) {
        return ResponseCookie.from(name, value)
                .path("/")
                .maxAge(Duration.ofDays(365))
                .sameSite("Lax")
                .httpOnly(true)
                .secure(secure)
                .build()
                .toString();
    }

    /** A place on this server, whatever a form says. */
    static final class LocalPath {

        private static final URI HOME = URI.create("/");

        private LocalPath() {}

        /** The path itself, or the first page where it leads anywhere else. */
        static URI of(@Nullable String path) {
            if (path == null || !path.matches("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*")) {
                return HOME;
            }
            try {
                return URI.create(path);
            } catch (IllegalArgumentException malformed) {
                return HOME;
            }
        }
    }
}
