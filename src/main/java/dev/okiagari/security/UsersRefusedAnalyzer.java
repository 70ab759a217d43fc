package dev.okiagari.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Hands on the sentence of a {@link UsersRefused}. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class UsersRefusedAnalyzer extends AbstractFailureAnalyzer<UsersRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UsersRefused cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), "", cause);
    }
}
