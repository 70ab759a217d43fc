package dev.okiagari.history;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A gap as it is kept; it ends at {@code happenedAt}. */
@Entity
@Immutable
@Table(name = "history_gap")
@SuppressWarnings({"NullAway.Init", "unused"})
class GapRow extends Row {
    Instant fromAt;
    @Nullable String namespace;
    @Nullable String pod;
    @Nullable String podUid;
    @Nullable String container;
    String reason;
    @Nullable Integer missed;
    String explanation;

    Gap toGap() {
        return new Gap(
                idText(),
                fromAt,
                happenedAt,
                new Gap.Scope(namespace, pod, podUid, container),
                GapReason.of(reason).orElse(GapReason.STATE_LOST),
                missed,
                StoredText.message(explanation));
    }
}
