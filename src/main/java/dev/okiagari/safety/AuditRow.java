package dev.okiagari.safety;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A line of the audit log. */
@Entity
@Table(name = "audit")
class AuditRow {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "audit_seq")
    @SequenceGenerator(name = "audit_seq", sequenceName = "audit_seq", allocationSize = 1)
    private @Nullable Long id;

    @Column(name = "happened_at", nullable = false)
    private Instant at = Instant.EPOCH;

    @Column(name = "username", nullable = false)
    private String user = "";

    private @Nullable String address;

    private @Nullable String authentication;

    @Column(nullable = false)
    private String action = "";

    @Column(nullable = false)
    private String target = "";

    @Column(nullable = false)
    private String result = "";

    protected AuditRow() {}

    AuditRow(Instant at, Actor by, String action, String target, String result) {
        this.at = at;
        this.user = by.user();
        this.address = by.address();
        this.authentication = by.authentication();
        this.action = action;
        this.target = target;
        this.result = result;
    }

    AuditEntry entry() {
        return new AuditEntry(
                String.valueOf(id), at, user, address, authentication, action, target, result);
    }
}
