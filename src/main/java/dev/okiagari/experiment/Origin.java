package dev.okiagari.experiment;

import dev.okiagari.database.TimeIds;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why an experiment is begun.
 *
 * @param parent the repeat that it is one run of; null for none
 * @param part the step of something larger that it is; null for none
 */
record Origin(@Nullable UUID parent, @Nullable PartOf part) {

    /** Somebody wants it for itself. */
    static final Origin NONE = new Origin(null, null);

    static Origin of(UUID parent) {
        return new Origin(parent, null);
    }

    static Origin of(PartOf part) {
        return new Origin(null, part);
    }

    /** What it is a part of, and what is therefore not in its way. */
    @Nullable UUID whole() {
        return part == null ? parent : part.whole();
    }

    /** Whether nobody has looked at the target just before. */
    boolean needsFreshLook() {
        return whole() != null;
    }

    UUID id(TimeIds ids) {
        return part == null ? ids.next() : part.id();
    }
}
