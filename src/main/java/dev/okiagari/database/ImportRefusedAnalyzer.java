package dev.okiagari.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Hands on the sentence of an {@link ImportRefused}. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class ImportRefusedAnalyzer extends AbstractFailureAnalyzer<ImportRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ImportRefused cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), "", cause);
    }
}
