package dev.okiagari.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleLocaleContext;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.i18n.LocaleContextResolver;

/**
 * The language of an answer: for a page the cookie's, else the browser's; for a script the one it
 * asks for; English where neither is ours.
 */
@Component("localeContextResolver")
class Locales implements LocaleContextResolver {

    static final List<Locale> SUPPORTED = List.of(Locale.ENGLISH, Locale.JAPANESE);
    static final String COOKIE = "lang";

    @Override
    public LocaleContext resolveLocaleContext(ServerWebExchange exchange) {
        return new SimpleLocaleContext(resolve(exchange));
    }

    @Override
    public void setLocaleContext(ServerWebExchange exchange, @Nullable LocaleContext context) {
        throw new UnsupportedOperationException("the language is set by its cookie");
    }

    /** The language of a request's answer. */
    static Locale of(ServerWebExchange exchange) {
        var locale = exchange.getLocaleContext().getLocale();
        return locale == null ? Locale.ENGLISH : locale;
    }

    /** One of ours by its tag. */
    static @Nullable Locale supported(String tag) {
        return SUPPORTED.stream()
                .filter(locale -> locale.getLanguage().equals(tag))
                .findFirst()
                .orElse(null);
    }

    private static Locale resolve(ServerWebExchange exchange) {
        var chosen = Scripts.calls(exchange) ? null : chosen(exchange);
        return chosen != null ? chosen : asked(exchange.getRequest().getHeaders());
    }

    private static @Nullable Locale chosen(ServerWebExchange exchange) {
        var cookie = exchange.getRequest().getCookies().getFirst(COOKIE);
        return cookie == null ? null : supported(cookie.getValue());
    }

    private static Locale asked(HttpHeaders headers) {
        try {
            var found = Locale.lookup(headers.getAcceptLanguage(), SUPPORTED);
            return found == null ? Locale.ENGLISH : found;
        } catch (IllegalArgumentException malformed) {
            return Locale.ENGLISH;
        }
    }
}
