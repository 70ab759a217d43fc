package dev.okiagari.safety;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the audit log goes besides the database.
 *
 * @param log whether each line of the audit log is a line of the log as well, of the logger {@code
 *     audit}, once it is kept
 */
@ConfigurationProperties("okiagari.audit")
public record AuditProperties(@DefaultValue("false") boolean log) {}
