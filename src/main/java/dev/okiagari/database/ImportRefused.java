package dev.okiagari.database;

import java.nio.file.Path;

/** The file that the start was to import is not one that can be. */
final class ImportRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ImportRefused(Path file, long line, String reason) {
        super(
                "okiagari.database.import-file is %s, and nothing of it was imported%s: %s"
                        .formatted(file, line == 0 ? "" : " because of line " + line, reason));
    }
}
