package dev.okiagari.database;

import java.util.List;

/**
 * A table that goes into a file of the history, row by row. It has a column {@code cluster_id}; an
 * identity column of it stays where it is.
 *
 * @param name in the file
 * @param key what tells its rows apart besides the cluster: a row that is there already is left
 */
public record PortableTable(String name, String table, List<String> key) {

    public PortableTable {
        key = List.copyOf(key);
    }

    public static PortableTable of(String name, String table, String... key) {
        return new PortableTable(name, table, List.of(key));
    }
}
