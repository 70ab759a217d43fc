package dev.okiagari.practice.shell;

import dev.okiagari.practice.machine.ProcFs;
import java.util.List;
import java.util.Optional;

/** The commands that a shell does itself, and how it finds all the others. */
final class Builtins {

    private final Shell shell;
    private final ProcFs files;

    Builtins(Shell shell, ProcFs files) {
        this.shell = shell;
        this.files = files;
    }

    static int complain(Io io, String text, int code) {
        io.err().accept("sh: 1: " + text + "\n");
        return code;
    }

    int run(List<String> words, Io io) {
        List<String> rest = words.subList(1, words.size());
        return switch (words.getFirst()) {
            case ":", "true", "cd", "export" -> 0;
            case "false" -> 1;
            case "echo", "printf" -> shell.tools(io).run(words);
            case "test" -> holds(rest);
            case "[" -> bracket(rest, io);
            case "kill" -> new Kill(shell.call(io, rest), "sh: 1: kill", true).run();
            case "read" -> Read.into(shell.variables(), rest, io.in());
            case "set" -> shell.options(rest);
            case "shift" -> shift(rest);
            case "trap" -> shell.trap(rest);
            case "wait" -> shell.await(rest);
            case "exit", "return", "break", "continue" ->
                    throw new Leave(
                            words.getFirst(),
                            rest.isEmpty() ? shell.status() : number(rest.getFirst()));
            case "exec" -> exec(rest, io);
            case "unset" -> unset(rest);
            case "command" -> command(rest, io);
            default -> external(words, io);
        };
    }

    private int holds(List<String> words) {
        return Test.holds(words, files, shell.pid()) ? 0 : 1;
    }

    private int bracket(List<String> words, Io io) {
        return words.isEmpty() || !words.getLast().equals("]")
                ? complain(io, "[: missing ]", 2)
                : holds(words.subList(0, words.size() - 1));
    }

    private int shift(List<String> words) {
        int by = words.isEmpty() ? 1 : number(words.getFirst());
        List<String> arguments = shell.arguments();
        if (by > arguments.size()) {
            return 2;
        }
        shell.arguments(arguments.subList(by, arguments.size()));
        return 0;
    }

    private int unset(List<String> names) {
        names.forEach(shell.variables()::remove);
        return 0;
    }

    private static int number(String text) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 2;
    }

    private int exec(List<String> words, Io io) {
        if (words.isEmpty()) {
            return 0;
        }
        if (shell.find(words.getFirst()).isEmpty()) {
            throw new Leave("exit", complain(io, "exec: " + words.getFirst() + ": not found", 127));
        }
        throw new Leave("exit", shell.becomes(words, io));
    }

    private int command(List<String> words, Io io) {
        if (words.size() > 1 && words.getFirst().equals("-v")) {
            Optional<String> path = shell.find(words.get(1));
            path.ifPresent(found -> io.out().accept(found + "\n"));
            return path.isPresent() ? 0 : 127;
        }
        return words.isEmpty() ? 0 : run(words, io);
    }

    private int external(List<String> words, Io io) {
        String program = words.getFirst();
        return shell.find(program).isEmpty()
                ? complain(io, program + ": not found", 127)
                : shell.external(words, io);
    }
}
