package dev.okiagari.safety;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** The audit log: written for all that a person does to a cluster, and never changed. */
@Component
public class Audit {

    private static final int LONG = 500;

    private final AuditRepository repository;
    private final AuditLines lines;
    private final Clock clock;

    Audit(AuditRepository repository, AuditProperties properties, Clock clock) {
        this.repository = repository;
        this.lines = new AuditLines(properties);
        this.clock = clock;
    }

    public void record(Actor by, String action, String target, String result) {
        lines.kept(
                repository.save(
                        new AuditRow(
                                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                                by,
                                action,
                                cut(target),
                                cut(result))));
    }

    /**
     * The newest first.
     *
     * @param from inclusive; null for no bound
     * @param to exclusive; null for no bound
     * @param before the id of the last entry that was seen; null to begin
     */
    public List<AuditEntry> entries(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String user,
            @Nullable String action,
            @Nullable Long before,
            int limit) {
        return repository
                .newest(
                        from == null ? Instant.EPOCH : from,
                        to == null ? Instant.parse("9999-01-01T00:00:00Z") : to,
                        user == null ? "%" : user,
                        action == null ? "%" : action,
                        before == null ? Long.MAX_VALUE : before,
                        Limit.of(limit))
                .stream()
                .map(AuditRow::entry)
                .toList();
    }

    private static String cut(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= LONG ? clean : clean.substring(0, LONG);
    }
}
