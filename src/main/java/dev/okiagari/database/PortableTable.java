package dev.okiagari.database;

import dev.okiagari.cluster.Message;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A table that goes into a file of the history, row by row. It has a column {@code cluster_id}; an
 * identity column of it stays where it is.
 *
 * @param name in the file
 * @param key what tells its rows apart besides the cluster: a row that is there already is left
 * @param written the condition, in SQL, for what is written; empty for all of it
 * @param rule what each row has to obey that is read
 */
public record PortableTable(
        String name, String table, List<String> key, String written, Rule rule) {

    public PortableTable {
        key = List.copyOf(key);
    }

    /**
     * Who else may write a file: what a row says beyond its columns is not to be trusted either.
     */
    @FunctionalInterface
    public interface Rule {

        /**
         * Looks at one row.
         *
         * @param row the text of each column; null where it has none
         * @return what is wrong with it; empty where nothing is
         */
        Optional<Message> refuse(Function<String, @Nullable String> row);
    }

    public static PortableTable of(String name, String table, String... key) {
        return new PortableTable(name, table, List.of(key), "", _ -> Optional.empty());
    }

    /** The same with these. */
    public PortableTable only(String condition, Rule obeyed) {
        return new PortableTable(name, table, key, condition, obeyed);
    }
}
