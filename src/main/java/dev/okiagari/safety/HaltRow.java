package dev.okiagari.safety;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The one row that is there while everything is halted. */
@Entity
@Table(name = "halt")
class HaltRow {

    static final int ONLY = 1;

    @Id private int id = ONLY;

    @Column(nullable = false)
    private Instant since = Instant.EPOCH;

    @Column(nullable = false)
    private String haltedBy = "";

    protected HaltRow() {}

    HaltRow(HaltState state) {
        this.since = state.since() == null ? Instant.EPOCH : state.since();
        this.haltedBy = state.by() == null ? "" : state.by();
    }

    HaltState state() {
        return new HaltState(true, since, haltedBy);
    }
}
