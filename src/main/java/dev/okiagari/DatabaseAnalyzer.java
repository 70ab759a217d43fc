package dev.okiagari;

import java.sql.SQLException;
import java.util.Set;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** A database that cannot be opened, or that a newer Okiagari has written. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class DatabaseAnalyzer implements FailureAnalyzer {

    /** Connection, authorization, unknown catalog, resources, system: not a mistake in a query. */
    private static final Set<String> OPENING = Set.of("08", "28", "3D", "53", "57", "58");

    private final Environment environment;

    DatabaseAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FlywayValidateException mismatch) {
                return new FailureAnalysis(mismatch(mismatch), "", failure);
            }
            if (cause instanceof SQLException sql && concernsOpening(sql)) {
                return new FailureAnalysis(cannotBeOpened(sql), "", failure);
            }
        }
        return null;
    }

    private String mismatch(FlywayValidateException cause) {
        return "The database %s was written by another, probably newer Okiagari: use that one, or set %s to another place. (%s)"
                .formatted(url(), setting(), cause.getMessage());
    }

    private String cannotBeOpened(SQLException cause) {
        return "The database %s cannot be opened; the setting is %s. %s"
                .formatted(url(), setting(), cause.getMessage());
    }

    private static boolean concernsOpening(SQLException cause) {
        String state = cause.getSQLState();
        // H2 has states of its own from 90000 on; those of a broken or locked file are among them.
        return state != null
                && state.length() == 5
                && (OPENING.contains(state.substring(0, 2)) || state.startsWith("90"));
    }

    private String setting() {
        return url().startsWith("jdbc:h2:file:") ? "okiagari.data-dir" : "spring.datasource.url";
    }

    /** Without what follows the place, where a password may be. */
    private String url() {
        return environment.getProperty("spring.datasource.url", "").replaceFirst("[?;].*", "");
    }
}
