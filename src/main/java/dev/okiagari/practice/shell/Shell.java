package dev.okiagari.practice.shell;

import dev.okiagari.practice.machine.Killed;
import dev.okiagari.practice.machine.Machine;
import dev.okiagari.practice.machine.Proc;
import dev.okiagari.practice.machine.ProcFs;
import dev.okiagari.practice.machine.Signals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One shell process that runs a script; a subshell is another one. */
final class Shell {

    private static final Set<String> NAMES = Set.of("sh", "bash");

    private final Machine machine;
    private final Proc proc;
    private final int mainPid;
    private final Executor threads;
    private final ProcFs files;
    private final Expansion expansion;
    private final Map<String, String> variables;
    private final Map<String, Script> functions;
    private List<String> arguments;
    private final String name;
    private boolean noGlob;
    private boolean exitOnError;
    private int status;
    private int lastBackground;
    private String atExit = "";

    private Shell(
            Machine machine, Proc proc, Executor threads, String name, List<String> arguments) {
        this.machine = machine;
        this.proc = proc;
        this.mainPid = proc.pid();
        this.threads = threads;
        this.name = name;
        this.arguments = arguments;
        this.files = new ProcFs(machine);
        this.expansion = new Expansion(this, files);
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
        this.files = parent.files;
        this.expansion = new Expansion(this, files);
        this.variables = new HashMap<>(parent.variables);
        this.functions = new HashMap<>(parent.functions);
        this.noGlob = parent.noGlob;
        this.exitOnError = parent.exitOnError;
        this.status = parent.status;
        this.lastBackground = parent.lastBackground;
    }

    /** Leaves what is being run: the whole shell, a function, or a loop. */
    static final class Leave extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String what;
        private final int code;

        Leave(String what, int code) {
            super(what, null, false, false);
            this.what = what;
            this.code = code;
        }
    }

    static boolean isShell(String name) {
        return NAMES.contains(name);
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
            io.err().accept("sh: 1: " + wrong.getMessage() + "\n");
            return 2;
        }
    }

    private int body(Script script, Io io) {
        int code;
        try {
            code = run(script, io);
        } catch (Leave leave) {
            code = leave.code;
        }
        String last = atExit;
        atExit = "";
        if (!last.isEmpty()) {
            int _ = top(last, io);
        }
        return code;
    }

    int pid() {
        return proc.pid();
    }

    boolean noGlob() {
        return noGlob;
    }

    List<String> arguments() {
        return arguments;
    }

    String set(String variable, String value) {
        variables.put(variable, value);
        return value;
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

    /** What a script writes, run in a shell of its own. */
    String capture(Script script, Io io) {
        StringBuilder out = new StringBuilder();
        status = fork(script, io.writing(out::append));
        return out.toString();
    }

    private int fork(Script script, Io io) {
        Proc child = machine.spawn(proc.pid(), "sh", proc.command());
        child.masks(proc.caught(), proc.ignored());
        return play(new Shell(this, child), script, io);
    }

    private int play(Shell shell, Script script, Io io) {
        int code;
        try {
            code = shell.body(script, io);
        } catch (Killed killed) {
            code = killed.code();
        }
        machine.exit(shell.proc, code);
        return code;
    }

    private int run(Script script, Io io) {
        machine.checkpoint(proc);
        status =
                switch (script) {
                    case Script.Simple simple -> simple(simple, io);
                    case Script.Redirected redirected -> redirected(redirected, io);
                    case Script.Sequence sequence -> sequence(sequence.parts(), io);
                    case Script.Pipeline pipeline -> pipeline(pipeline.parts(), io);
                    case Script.Not not -> run(not.body(), io) == 0 ? 1 : 0;
                    case Script.Both both -> {
                        int first = run(both.first(), io);
                        yield (first == 0) == both.whenGood() ? run(both.second(), io) : first;
                    }
                    case Script.Background background -> background(background.body(), io);
                    case Script.Subshell subshell -> fork(subshell.body(), io);
                    case Script.If choice -> choice(choice, io);
                    case Script.While loop -> loop(loop, io);
                    case Script.For loop -> each(loop, io);
                    case Script.Case choice -> pick(choice, io);
                    case Script.Function function -> {
                        functions.put(function.name(), function.body());
                        yield 0;
                    }
                };
        return status;
    }

    private int sequence(List<Script> parts, Io io) {
        int code = 0;
        for (Script part : parts) {
            code = run(part, io);
            if (exitOnError
                    && code != 0
                    && (part instanceof Script.Simple
                            || part instanceof Script.Redirected
                            || part instanceof Script.Subshell)) {
                throw new Leave("exit", code);
            }
        }
        return code;
    }

    private int pipeline(List<Script> parts, Io io) {
        Input input = io.in();
        for (Script part : parts.subList(0, parts.size() - 1)) {
            StringBuilder out = new StringBuilder();
            int _ = fork(part, io.reading(input).writing(out::append));
            input = new Input(out.toString());
        }
        return fork(parts.getLast(), io.reading(input));
    }

    private int background(Script script, Io io) {
        Proc child = machine.spawn(proc.pid(), "sh", proc.command());
        child.masks(proc.caught(), proc.ignored());
        lastBackground = child.pid();
        Shell shell = new Shell(this, child);
        threads.execute(() -> {
            int _ = play(shell, inChild(script), io);
        });
        return 0;
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

    private int choice(Script.If choice, Io io) {
        if (run(choice.condition(), io) == 0) {
            return run(choice.then(), io);
        }
        return choice.otherwise() == null ? 0 : run(choice.otherwise(), io);
    }

    private int loop(Script.While loop, Io io) {
        int code = 0;
        while ((run(loop.condition(), io) == 0) != loop.until()) {
            try {
                code = run(loop.body(), io);
            } catch (Leave leave) {
                if (ends(leave)) {
                    break;
                }
            }
        }
        return code;
    }

    private static boolean ends(Leave leave) {
        if (leave.what.equals("continue")) {
            return false;
        }
        if (!leave.what.equals("break")) {
            throw leave;
        }
        return true;
    }

    private int each(Script.For loop, Io io) {
        int code = 0;
        for (String value : loop.words() == null ? arguments : expansion.fields(loop.words(), io)) {
            variables.put(loop.variable(), value);
            try {
                code = run(loop.body(), io);
            } catch (Leave leave) {
                if (ends(leave)) {
                    break;
                }
            }
        }
        return code;
    }

    private int pick(Script.Case choice, Io io) {
        String subject = expansion.text(choice.subject(), io);
        for (Script.Branch branch : choice.branches()) {
            if (branch.patterns().stream()
                    .anyMatch(pattern ->
                            expansion.pattern(pattern, io).regex().matcher(subject).matches())) {
                return run(branch.body(), io);
            }
        }
        return 0;
    }

    private int redirected(Script.Redirected redirected, Io io) {
        Io now = io;
        for (Script.Redirect redirect : redirected.redirects()) {
            String target = expansion.text(redirect.target(), io);
            Optional<Io> next = redirect(redirect, target, now);
            if (next.isEmpty()) {
                boolean reads = redirect.operator().equals("<");
                return complain(
                        io,
                        reads
                                ? "cannot open " + target + ": No such file"
                                : "cannot create " + target + ": Read-only file system",
                        2);
            }
            now = next.get();
        }
        return run(redirected.body(), now);
    }

    private Optional<Io> redirect(Script.Redirect redirect, String target, Io io) {
        boolean errors = redirect.stream() == 2;
        return switch (redirect.operator()) {
            case "<" -> files.read(target, proc.pid()).map(text -> io.reading(new Input(text)));
            case ">&", "<&" ->
                    Optional.of(
                            errors
                                    ? io.complaining(target.equals("1") ? io.out() : io.err())
                                    : io.writing(target.equals("2") ? io.err() : io.out()));
            default ->
                    target.equals("/dev/null")
                            ? Optional.of(
                                    errors ? io.complaining(Io.NOWHERE) : io.writing(Io.NOWHERE))
                            : Optional.empty();
        };
    }

    private int complain(Io io, String text, int code) {
        io.err().accept("sh: 1: " + text + "\n");
        return code;
    }

    private int simple(Script.Simple simple, Io io) {
        status = simple.words().isEmpty() ? 0 : status;
        List<String> words = expansion.fields(simple.words(), io);
        simple.assignments()
                .forEach(assignment ->
                        variables.put(assignment.name(), expansion.text(assignment.value(), io)));
        if (words.isEmpty()) {
            return status;
        }
        Script function = functions.get(words.getFirst());
        if (function != null) {
            return call(function, words.subList(1, words.size()), io);
        }
        return builtin(words, io);
    }

    private int call(Script function, List<String> given, Io io) {
        List<String> before = arguments;
        arguments = List.copyOf(given);
        try {
            return run(function, io);
        } catch (Leave leave) {
            if (!leave.what.equals("return")) {
                throw leave;
            }
            return leave.code;
        } finally {
            arguments = before;
        }
    }

    private int builtin(List<String> words, Io io) {
        List<String> rest = words.subList(1, words.size());
        Tools own = new Tools(machine, proc, io);
        return switch (words.getFirst()) {
            case ":", "true" -> 0;
            case "false" -> 1;
            case "cd" -> 0;
            case "echo", "printf" -> own.run(words);
            case "test" -> Test.holds(rest, files, proc.pid()) ? 0 : 1;
            case "[" ->
                    rest.isEmpty() || !rest.getLast().equals("]")
                            ? complain(io, "[: missing ]", 2)
                            : Test.holds(rest.subList(0, rest.size() - 1), files, proc.pid())
                                    ? 0
                                    : 1;
            case "kill" -> own.kill("sh: 1: kill", rest, true);
            case "read" -> Read.into(variables, rest, io.in());
            case "set" -> options(rest);
            case "shift" -> {
                int by = rest.isEmpty() ? 1 : number(rest.getFirst());
                boolean enough = by <= arguments.size();
                arguments = enough ? arguments.subList(by, arguments.size()) : arguments;
                yield enough ? 0 : 2;
            }
            case "trap" -> trap(rest);
            case "wait" -> await();
            case "exit", "return", "break", "continue" ->
                    throw new Leave(
                            words.getFirst(), rest.isEmpty() ? status : number(rest.getFirst()));
            case "exec" -> exec(rest, io);
            case "unset" -> {
                rest.forEach(variables::remove);
                yield 0;
            }
            case "export" -> 0;
            case "command" -> command(rest, io);
            default -> external(words, io);
        };
    }

    private static int number(String text) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 2;
    }

    private int options(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            switch (word) {
                case "-f", "+f" -> noGlob = word.startsWith("-");
                case "-e", "+e" -> exitOnError = word.startsWith("-");
                default -> {
                    int from = word.equals("--") ? i + 1 : i;
                    arguments = List.copyOf(words.subList(from, words.size()));
                    return 0;
                }
            }
        }
        return 0;
    }

    private int trap(List<String> words) {
        if (words.size() < 2) {
            return 0;
        }
        String action = words.getFirst();
        for (String word : words.subList(1, words.size())) {
            int signal = Signals.number(word).orElse(-1);
            if (signal == 0) {
                atExit = action.equals("-") ? "" : action;
            } else if (signal > 0) {
                long mask = Signals.mask(signal);
                boolean ignores = action.isEmpty();
                boolean resets = action.equals("-");
                machine.loop()
                        .run(() ->
                                proc.masks(
                                        resets || ignores
                                                ? proc.caught() & ~mask
                                                : proc.caught() | mask,
                                        ignores ? proc.ignored() | mask : proc.ignored() & ~mask));
            } else {
                return 1;
            }
        }
        return 0;
    }

    private int await() {
        machine.rest(
                proc,
                () ->
                        machine.processes().stream()
                                .noneMatch(other -> other.parent() == proc.pid()));
        return 0;
    }

    private int exec(List<String> words, Io io) {
        if (words.isEmpty()) {
            return 0;
        }
        if (Tools.find(machine.image(), words.getFirst()).isEmpty()) {
            throw new Leave("exit", complain(io, "exec: " + words.getFirst() + ": not found", 127));
        }
        machine.loop().run(() -> proc.becomes(words.getFirst(), words));
        throw new Leave("exit", new Tools(machine, proc, io).run(words));
    }

    private int command(List<String> words, Io io) {
        if (words.size() > 1 && words.getFirst().equals("-v")) {
            Optional<String> path = Tools.find(machine.image(), words.get(1));
            path.ifPresent(found -> io.out().accept(found + "\n"));
            return path.isPresent() ? 0 : 127;
        }
        return words.isEmpty() ? 0 : builtin(words, io);
    }

    private int external(List<String> words, Io io) {
        String program = words.getFirst();
        if (Tools.find(machine.image(), program).isEmpty()) {
            return complain(io, program + ": not found", 127);
        }
        String base = program.substring(program.lastIndexOf('/') + 1);
        Proc child = machine.spawn(proc.pid(), base, words);
        child.masks(0, proc.ignored());
        int code;
        try {
            code =
                    isShell(base)
                            ? main(machine, child, words, io, threads)
                            : new Tools(machine, child, io).run(words);
        } catch (Killed killed) {
            code = killed.code();
        }
        machine.exit(child, code);
        machine.checkpoint(proc);
        return code;
    }
}
