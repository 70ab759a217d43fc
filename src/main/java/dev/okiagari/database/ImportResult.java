package dev.okiagari.database;

import dev.okiagari.cluster.Message;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/** What became of a file of the history. */
public sealed interface ImportResult {

    /**
     * All of it is in the database now.
     *
     * @param rows how many the file has
     * @param added how many of them were not there before, by their kind
     */
    record Imported(String clusterId, long rows, Map<String, Long> added) implements ImportResult {

        public Imported {
            added = Map.copyOf(added);
        }
    }

    /**
     * None of it is.
     *
     * @param line where the reason is, from 1; 0 for the file as a whole
     */
    record Refused(long line, Message reason) implements ImportResult {}

    /** It is larger than may be sent; none of it is. */
    record TooLarge(DataSize limit) implements ImportResult {}

    /** Another one is being read. */
    record Busy() implements ImportResult {}
}
