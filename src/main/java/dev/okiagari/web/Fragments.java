package dev.okiagari.web;

import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.ISpringWebFluxTemplateEngine;

/** Renders the same fragments that pages are made of, for their streams. */
@Component
class Fragments {

    private final ISpringWebFluxTemplateEngine engine;

    Fragments(ISpringWebFluxTemplateEngine engine) {
        this.engine = engine;
    }

    String render(String template, Locale locale, Map<String, Object> model) {
        return engine.process(template, new Context(locale, model)).strip();
    }
}
