package dev.okiagari.safety;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the audit log goes besides the database.
 *
 * @param log whether each of its lines is a line of the log as well, of the logger {@code audit}
 */
@ConfigurationProperties("okiagari.audit")
public record AuditProperties(@DefaultValue("false") boolean log) {}
