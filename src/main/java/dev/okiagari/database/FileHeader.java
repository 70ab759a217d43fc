package dev.okiagari.database;

import java.util.List;
import java.util.Map;

/**
 * The first line of a file of the history.
 *
 * @param okiagari what kind of file it is
 * @param version of the format: grows when an older Okiagari would misread it
 * @param cluster whose history it is: the UID of its namespace {@code kube-system}
 * @param tables the columns of each kind of row, in their order
 */
record FileHeader(
        String okiagari,
        int version,
        String cluster,
        String exportedAt,
        Map<String, List<String>> tables) {

    static final String KIND = "history";
    static final int VERSION = 1;
}
