package dev.okiagari.history;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;

/** What each kept row has: whose it is, and its place in time. Only read; the ledger writes. */
@MappedSuperclass
@SuppressWarnings({"NullAway.Init", "unused"})
abstract class Row {
    @Id Long id;
    String clusterId;
    Instant happenedAt;

    String idText() {
        return String.valueOf(id);
    }
}
