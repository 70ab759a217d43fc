package dev.okiagari.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table that goes into a file, as this database has it.
 *
 * @param identity the column that the database itself numbers; null where there is none
 * @param columns the others but the cluster's
 */
record Shape(PortableTable table, @Nullable String identity, List<Column> columns) {

    private static final String CLUSTER = "cluster_id";
    private static final int PAGE_LENGTH = 20_000_000;

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** So many that a page of the longest texts is no burden. */
    int pageSize() {
        int width = columns.stream().mapToInt(Column::length).sum();
        return Math.clamp(PAGE_LENGTH / Math.max(1, width), 10, 2000);
    }

    /** By what rows are paged. */
    List<String> order() {
        return identity == null ? table.key() : List.of(identity);
    }

    /**
     * Some rows of a cluster, after those that were read before. A page costs the same however far
     * it lies in: of an identity the primary key is followed, and the detour keeps a database from
     * sorting all rows of the cluster instead.
     */
    String page(boolean first) {
        if (order().isEmpty()) {
            return "select * from " + table.table() + " where " + condition() + "cluster_id = ?";
        }
        String order = String.join(", ", order());
        String from = "select * from " + table.table() + " where " + condition();
        if (identity != null) {
            return from
                    + "concat(cluster_id, '') = ? and "
                    + identity
                    + " > ? order by "
                    + order
                    + limit();
        }
        String marks = order().stream().map(_ -> "?").collect(Collectors.joining(", "));
        String after =
                first
                        ? ""
                        : " and %s >= ? and (%s) > (%s)"
                                .formatted(order().getFirst(), order, marks);
        return from + "cluster_id = ?" + after + " order by cluster_id, " + order + limit();
    }

    private String condition() {
        return table.written().isEmpty() ? "" : "(" + table.written() + ") and ";
    }

    private String limit() {
        return " fetch first " + pageSize() + " rows only";
    }

    /** Adds a row with these columns that is not there yet; the cluster's id comes first. */
    String merge(List<Column> given) {
        List<String> names = new ArrayList<>(List.of(CLUSTER));
        given.forEach(column -> names.add(column.name()));
        String casts =
                given.stream()
                        .map(column -> "cast(? as " + column.cast() + ") as " + column.name())
                        .collect(Collectors.joining(", "));
        String same =
                table.key().stream()
                        .map(key -> " and t." + key + " = s." + key)
                        .collect(Collectors.joining());
        return """
        merge into %s t using (select cast(? as varchar(64)) as cluster_id, %s) s
        on (t.cluster_id = s.cluster_id%s)
        when not matched then insert (%s) values (%s)
        """
                .formatted(
                        table.table(),
                        casts,
                        same,
                        String.join(", ", names),
                        names.stream().map("s."::concat).collect(Collectors.joining(", ")));
    }
}
