package dev.okiagari.safety;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** The audit log as lines of the log: what is kept, and nothing else. */
class AuditLinesTests {

    private final Logger logger = (Logger) LoggerFactory.getLogger("audit");
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();
    private final AuditLines lines = new AuditLines(new AuditProperties(true));
    private final TransactionTemplate transaction = new TransactionTemplate(new Nothing());

    @BeforeEach
    void listen() {
        told.start();
        logger.addAppender(told);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(told);
    }

    @Test
    void whatIsKeptByItselfIsToldWithItsFields() {
        lines.kept(row("10.0.0.1"));

        assertThat(fields())
                .containsEntry("audit.at", "2026-11-30T01:02:03Z")
                .containsEntry("audit.user", "anna\n\"x")
                .containsEntry("audit.address", "10.0.0.1")
                .containsEntry("audit.authentication", "password")
                .containsEntry("audit.action", "inject")
                .containsEntry("audit.target", "shop/web-1/app")
                .containsEntry("audit.result", "refused: halted")
                .containsKey("audit.id");
    }

    @Test
    void whatIsNotKnownHasNoField() {
        lines.kept(row(null));

        assertThat(fields()).doesNotContainKey("audit.address");
    }

    @Test
    void whatIsDoneInATransactionIsToldWhenThatIsCommitted() {
        transaction.executeWithoutResult(_ -> {
            lines.kept(row(null));
            assertThat(told.list).isEmpty();
        });

        assertThat(told.list).hasSize(1);
    }

    @Test
    void whatIsRolledBackIsNotTold() {
        transaction.executeWithoutResult(status -> {
            lines.kept(row(null));
            status.setRollbackOnly();
        });

        assertThat(told.list).isEmpty();
    }

    @Test
    void nothingIsToldUnlessItIsWanted() {
        new AuditLines(new AuditProperties(false)).kept(row(null));

        assertThat(told.list).isEmpty();
    }

    private Map<String, Object> fields() {
        return told.list.getFirst().getKeyValuePairs().stream()
                .collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
    }

    private static AuditRow row(@Nullable String address) {
        return new AuditRow(
                Instant.parse("2026-11-30T01:02:03Z"),
                new Actor("anna\n\"x", address, "password"),
                "inject",
                "shop/web-1/app",
                "refused: halted");
    }

    /** Transactions about nothing. */
    private static final class Nothing extends AbstractPlatformTransactionManager {

        private static final long serialVersionUID = 1;

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }
}
