package dev.okiagari.practice.store;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One step in the life of an object.
 *
 * @param before null where it was created
 * @param after as it is now, or as it was last where it was deleted
 */
public record Change(
        long version, Kind kind, Type type, @Nullable ObjectNode before, ObjectNode after) {

    /** As a watch names it. */
    public enum Type {
        ADDED,
        MODIFIED,
        DELETED
    }
}
