package dev.okiagari.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A command of this machine that has to end well. */
final class Command {

    private Command() {}

    static void run(String... command) {
        run(Path.of(""), List.of(command));
    }

    /**
     * @throws IllegalStateException with what it said, where it does not end with 0
     */
    static void run(Path directory, List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(directory.toAbsolutePath().toFile())
                            .redirectErrorStream(true)
                            .start();
            byte[] said = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        command + ": " + new String(said, StandardCharsets.UTF_8));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
