package dev.okiagari.safety;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Where the audit log is kept: lines are added and read, nothing else. */
interface AuditRepository extends Repository<AuditRow, Long> {

    AuditRow save(AuditRow row);

    @Query(
            """
            select row from AuditRow row
            where row.id < :before and row.at >= :from and row.at < :to
              and row.user like :user and row.action like :action
            order by row.id desc
            """)
    List<AuditRow> newest(
            Instant from, Instant to, String user, String action, long before, Limit limit);
}
