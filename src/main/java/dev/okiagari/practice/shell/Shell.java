package dev.okiagari.practice.shell;

import dev.okiagari.practice.machine.Files;
import dev.okiagari.practice.machine.Killed;
import dev.okiagari.practice.machine.Machine;
import dev.okiagari.practice.machine.Proc;
import dev.okiagari.practice.machine.ProcFs;
import dev.okiagari.practice.machine.Signals;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One shell process: its variables, arguments and options; a subshell is another one. */
final class Shell {

    private final Machine machine;
    private final Proc proc;
    private final int mainPid;
    private final Executor threads;
    private final String name;
    private final Interpreter interpreter;
    private final Traps traps;
    private final Map<String, String> variables;
    private final Map<String, Script> functions;
    private List<String> arguments;
    private boolean noGlob;
    private boolean exitOnError;
    private int status;
    private int lastBackground;

    private Shell(
            Machine machine, Proc proc, Executor threads, String name, List<String> arguments) {
        this.machine = machine;
        this.proc = proc;
        this.mainPid = proc.pid();
        this.threads = threads;
        this.name = name;
        this.arguments = arguments;
        this.interpreter = new Interpreter(this, new ProcFs(machine));
        this.traps = new Traps(machine, proc);
        this.variables = new HashMap<>(machine.environment());
        this.functions = new HashMap<>();
    }

    private Shell(Shell parent, Proc proc) {
        this.machine = parent.machine;
        this.proc = proc;
        this.mainPid = parent.mainPid;
        this.threads = parent.threads;
        this.name = parent.name;
        this.arguments = parent.arguments;
        this.interpreter = new Interpreter(this, new ProcFs(machine));
        this.traps = new Traps(machine, proc);
        this.variables = new HashMap<>(parent.variables);
        this.functions = new HashMap<>(parent.functions);
        this.noGlob = parent.noGlob;
        this.exitOnError = parent.exitOnError;
        this.status = parent.status;
        this.lastBackground = parent.lastBackground;
    }

    /** Runs {@code sh -c SCRIPT NAME ARGUMENTS...} to its end and returns its exit code. */
    static int main(Machine machine, Proc proc, List<String> command, Io io, Executor threads) {
        proc.masks(Signals.mask(Signals.INT, Signals.CHLD), 0);
        boolean given = command.size() > 2 && command.get(1).equals("-c");
        String script = given ? command.get(2) : io.in().rest();
        String name = command.size() > 3 ? command.get(3) : command.getFirst();
        List<String> arguments =
                command.size() > 4 ? command.subList(4, command.size()) : List.of();
        return new Shell(machine, proc, threads, name, List.copyOf(arguments)).top(script, io);
    }

    private int top(String script, Io io) {
        try {
            return body(new Parser(script).whole(), io);
        } catch (SyntaxError wrong) {
            return Builtins.complain(io, String.valueOf(wrong.getMessage()), 2);
        }
    }

    private int body(Script script, Io io) {
        int code;
        try {
            code = interpreter.run(script, io);
        } catch (Leave leave) {
            code = leave.code();
        }
        String last = traps.takeAtExit();
        if (!last.isEmpty()) {
            int _ = top(last, io);
        }
        return code;
    }

    int pid() {
        return proc.pid();
    }

    Files files() {
        return machine.files();
    }

    boolean noGlob() {
        return noGlob;
    }

    boolean exitsOnError() {
        return exitOnError;
    }

    int status() {
        return status;
    }

    int status(int code) {
        status = code;
        return code;
    }

    List<String> arguments() {
        return arguments;
    }

    void arguments(List<String> given) {
        arguments = List.copyOf(given);
    }

    Map<String, String> variables() {
        return variables;
    }

    String set(String variable, String value) {
        variables.put(variable, value);
        return value;
    }

    int define(Script.Function function) {
        functions.put(function.name(), function.body());
        return 0;
    }

    Optional<Script> function(String wanted) {
        return Optional.ofNullable(functions.get(wanted));
    }

    @Nullable String parameter(String parameter) {
        return switch (parameter) {
            case "#" -> Integer.toString(arguments.size());
            case "?" -> Integer.toString(status);
            case "$" -> Integer.toString(mainPid);
            case "!" -> lastBackground == 0 ? "" : Integer.toString(lastBackground);
            case "@", "*" -> String.join(" ", arguments);
            case "-" -> noGlob ? "f" : "";
            case "0" -> name;
            default -> {
                if (!parameter.matches("\\d{1,6}")) {
                    yield variables.get(parameter);
                }
                int index = Integer.parseInt(parameter);
                yield index <= arguments.size() ? arguments.get(index - 1) : null;
            }
        };
    }

    int options(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            switch (word) {
                case "-f", "+f" -> noGlob = word.startsWith("-");
                case "-e", "+e" -> exitOnError = word.startsWith("-");
                default -> {
                    int from = word.equals("--") ? i + 1 : i;
                    arguments(words.subList(from, words.size()));
                    return 0;
                }
            }
        }
        return 0;
    }

    int trap(List<String> words) {
        return traps.set(words);
    }

    Call call(Io io, List<String> words) {
        return new Call(machine, proc, io, words);
    }

    Tools tools(Io io) {
        return new Tools(machine, proc, io);
    }

    Optional<String> find(String command) {
        return Tools.find(machine.image(), command);
    }

    void checkpoint(Io io) {
        machine.checkpoint(proc);
        for (String action = traps.next(); !action.isEmpty(); action = traps.next()) {
            int before = status;
            int _ = interpreter.run(Parser.of(action), io);
            status = before;
        }
    }

    /** Another program goes on in this process. */
    int becomes(List<String> words, Io io) {
        machine.loop().run(() -> proc.becomes(Programs.base(words.getFirst()), words));
        return Programs.run(machine, proc, words, io, threads);
    }

    /** Waits for all children, or for one of them, or for a signal that is trapped. */
    int await(List<String> pids) {
        Set<Proc> awaited = new HashSet<>();
        machine.rest(
                proc,
                () -> {
                    machine.processes().stream()
                            .filter(other -> other.isChildOf(proc))
                            .filter(other ->
                                    pids.isEmpty() || pids.contains(Integer.toString(other.pid())))
                            .forEach(awaited::add);
                    return traps.pending() || awaited.stream().allMatch(Proc::dead);
                });
        return traps.pending()
                ? traps.interruption()
                : awaited.stream().mapToInt(Proc::exitCode).max().orElse(0);
    }

    /** What a script writes, run in a shell of its own. */
    String capture(Script script, Io io) {
        StringBuilder out = new StringBuilder();
        status = fork(script, io.writing(out::append));
        return out.toString();
    }

    int fork(Script script, Io io) {
        return child().play(script, io);
    }

    int background(Script script, Io io) {
        Shell child = child();
        lastBackground = child.pid();
        threads.execute(() -> {
            int _ = child.play(inChild(script), io);
        });
        return 0;
    }

    private Shell child() {
        Proc child = machine.spawn(proc, "sh", proc.command());
        child.masks(Signals.mask(Signals.INT, Signals.CHLD), proc.ignored());
        return new Shell(this, child);
    }

    /** A subshell in the background is the child itself, not a child of the child. */
    private static Script inChild(Script script) {
        return switch (script) {
            case Script.Subshell subshell -> subshell.body();
            case Script.Redirected(Script.Subshell subshell, var redirects) ->
                    new Script.Redirected(subshell.body(), redirects);
            default -> script;
        };
    }

    private int play(Script script, Io io) {
        int code;
        try {
            code = body(script, io);
        } catch (Killed killed) {
            code = killed.code();
        }
        machine.exit(proc, code);
        return code;
    }

    /** Runs another program in a process of its own. */
    int external(List<String> words, Io io) {
        Proc child = machine.spawn(proc, Programs.base(words.getFirst()), words);
        child.masks(0, proc.ignored());
        int code = Programs.run(machine, child, words, io, threads);
        machine.checkpoint(proc);
        return code;
    }
}
