package dev.okiagari.safety;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The audit log as lines of the log, where that is wanted. What is rolled back was not done, and is
 * not told.
 */
class AuditLines {

    private static final Logger LOG = LoggerFactory.getLogger("audit");

    private final boolean wanted;

    AuditLines(AuditProperties properties) {
        wanted = properties.log();
    }

    /** Tells of a line once it is kept: now, or when the caller's transaction is committed. */
    void kept(AuditRow row) {
        if (!wanted) {
            return;
        }
        if (TransactionSynchronizationManager.isSynchronizationActive()
                && TransactionSynchronizationManager.isActualTransactionActive()) {
            TransactionSynchronizationManager.registerSynchronization(
                    new TransactionSynchronization() {
                        @Override
                        public void afterCommit() {
                            tell(row.entry());
                        }
                    });
        } else {
            tell(row.entry());
        }
    }

    private static void tell(AuditEntry entry) {
        LoggingEventBuilder line =
                LOG.atInfo()
                        .addKeyValue("audit.id", entry.id())
                        .addKeyValue("audit.at", entry.at().toString())
                        .addKeyValue("audit.user", entry.user());
        if (entry.address() != null) {
            line = line.addKeyValue("audit.address", entry.address());
        }
        if (entry.authentication() != null) {
            line = line.addKeyValue("audit.authentication", entry.authentication());
        }
        line.addKeyValue("audit.action", entry.action())
                .addKeyValue("audit.target", entry.target())
                .addKeyValue("audit.result", entry.result())
                .log("{}: {} {}: {}", entry.user(), entry.action(), entry.target(), entry.result());
    }
}
