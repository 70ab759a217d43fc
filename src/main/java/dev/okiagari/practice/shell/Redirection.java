package dev.okiagari.practice.shell;

import dev.okiagari.practice.machine.Files;
import dev.okiagari.practice.machine.ProcFs;
import dev.okiagari.practice.shell.Script.Redirect;
import java.util.Optional;
import java.util.function.Consumer;

/** Where the streams of a command go: to each other, from and to a file, or nowhere. */
final class Redirection {

    private final Shell shell;
    private final ProcFs files;

    Redirection(Shell shell, ProcFs files) {
        this.shell = shell;
        this.files = files;
    }

    /** The streams as they are then; empty where the file cannot be opened. */
    Optional<Io> apply(Redirect redirect, String target, Io io) {
        boolean errors = redirect.stream() == 2;
        return switch (redirect.operator()) {
            case "<" -> files.read(target, shell.pid()).map(text -> io.reading(new Input(text)));
            case ">&", "<&" -> Optional.of(duplicate(errors, target, io));
            default ->
                    sink(redirect, target)
                            .map(sink -> errors ? io.complaining(sink) : io.writing(sink));
        };
    }

    private Optional<Consumer<String>> sink(Redirect redirect, String target) {
        if (target.equals("/dev/null")) {
            return Optional.of(Io.NOWHERE);
        }
        if (!Files.writable(target)) {
            return Optional.empty();
        }
        Files written = shell.files();
        if (redirect.operator().equals(">")) {
            written.truncate(target);
        }
        return Optional.of(text -> written.append(target, text));
    }

    private static Io duplicate(boolean errors, String target, Io io) {
        return errors
                ? io.complaining(target.equals("1") ? io.out() : io.err())
                : io.writing(target.equals("2") ? io.err() : io.out());
    }

    static String complaint(Redirect redirect, String target) {
        return redirect.operator().equals("<")
                ? "cannot open " + target + ": No such file"
                : "cannot create " + target + ": Read-only file system";
    }
}
