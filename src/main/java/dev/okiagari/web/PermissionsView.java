package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.safety.Permission;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the cluster lets us do: first what it does not, then all of it by namespace.
 *
 * @param missing what is denied, or not known
 */
record PermissionsView(Count count, List<Line> missing, List<Place> places) {

    /**
     * A permission.
     *
     * @param namespace null for all
     * @param state the end of a text's key
     * @param disables null where it is allowed
     */
    record Line(
            @Nullable String namespace,
            String verb,
            String resource,
            String state,
            @Nullable Message disables) {

        static Line of(Permission permission) {
            return new Line(
                    permission.namespace(),
                    permission.verb(),
                    permission.resource(),
                    permission.state().name().toLowerCase(Locale.ROOT),
                    permission.disables());
        }
    }

    /** How many there are, and how many of them are held. */
    record Count(long held, int all) {

        static Count of(List<Permission> permissions) {
            return new Count(
                    permissions.stream().filter(PermissionsView::isHeld).count(),
                    permissions.size());
        }

        public boolean isWhole() {
            return held == all;
        }
    }

    /**
     * All that is needed in one namespace.
     *
     * @param namespace null for all
     */
    record Place(@Nullable String namespace, Count count, List<Line> lines) {

        static Place of(List<Permission> permissions) {
            return new Place(
                    permissions.getFirst().namespace(),
                    Count.of(permissions),
                    permissions.stream().map(Line::of).toList());
        }
    }

    static PermissionsView of(List<Permission> permissions) {
        Map<String, List<Permission>> places =
                permissions.stream()
                        .collect(
                                Collectors.groupingBy(
                                        PermissionsView::place, TreeMap::new, Collectors.toList()));
        return new PermissionsView(
                Count.of(permissions),
                places.values().stream()
                        .flatMap(List::stream)
                        .filter(one -> !isHeld(one))
                        .map(Line::of)
                        .toList(),
                places.values().stream().map(Place::of).toList());
    }

    /** All namespaces come first. */
    private static String place(Permission permission) {
        return Objects.requireNonNullElse(permission.namespace(), "");
    }

    private static boolean isHeld(Permission permission) {
        return permission.state() == Permission.State.ALLOWED;
    }
}
