package dev.okiagari;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Says why the start failed in one line, in place of Spring Boot's frame of asterisks. */
class OneLineFailureReporter implements FailureAnalysisReporter {

    private static final Logger LOG = LoggerFactory.getLogger(OneLineFailureReporter.class);

    @Override
    public void report(FailureAnalysis analysis) {
        LOG.error("Okiagari cannot start. {}", sentence(analysis));
    }

    static String sentence(FailureAnalysis analysis) {
        String action = analysis.getAction() == null ? "" : analysis.getAction();
        return (analysis.getDescription() + " " + action).replaceAll("\\s+", " ").strip();
    }
}
