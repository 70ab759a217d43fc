package dev.okiagari.practice.shell;

import dev.okiagari.practice.machine.ProcFs;
import java.util.List;
import java.util.Optional;

/** Runs the tree that a script is, in one shell. */
final class Interpreter {

    private final Shell shell;
    private final Expansion expansion;
    private final Redirection redirection;
    private final Builtins builtins;

    Interpreter(Shell shell, ProcFs files) {
        this.shell = shell;
        this.expansion = new Expansion(shell, files);
        this.redirection = new Redirection(shell, files);
        this.builtins = new Builtins(shell, files);
    }

    int run(Script script, Io io) {
        shell.checkpoint(io);
        int code =
                switch (script) {
                    case Script.Simple simple -> simple(simple, io);
                    case Script.Redirected redirected -> redirected(redirected, io);
                    case Script.Sequence sequence -> sequence(sequence.parts(), io);
                    case Script.Pipeline pipeline -> pipeline(pipeline.parts(), io);
                    case Script.Not not -> run(not.body(), io) == 0 ? 1 : 0;
                    case Script.Both both -> both(both, io);
                    case Script.Background background -> shell.background(background.body(), io);
                    case Script.Subshell subshell -> shell.fork(subshell.body(), io);
                    case Script.If choice -> choice(choice, io);
                    case Script.While loop -> loop(loop, io);
                    case Script.For loop -> each(loop, io);
                    case Script.Case choice -> pick(choice, io);
                    case Script.Function function -> shell.define(function);
                };
        shell.checkpoint(io);
        return shell.status(code);
    }

    private int sequence(List<Script> parts, Io io) {
        int code = 0;
        for (Script part : parts) {
            code = run(part, io);
            if (shell.exitsOnError() && code != 0 && counts(part)) {
                throw new Leave("exit", code);
            }
        }
        return code;
    }

    private static boolean counts(Script part) {
        return part instanceof Script.Simple
                || part instanceof Script.Redirected
                || part instanceof Script.Subshell;
    }

    private int both(Script.Both both, Io io) {
        int first = run(both.first(), io);
        return (first == 0) == both.whenGood() ? run(both.second(), io) : first;
    }

    private int pipeline(List<Script> parts, Io io) {
        Input input = io.in();
        for (Script part : parts.subList(0, parts.size() - 1)) {
            StringBuilder out = new StringBuilder();
            int _ = shell.fork(part, io.reading(input).writing(out::append));
            input = new Input(out.toString());
        }
        return shell.fork(parts.getLast(), io.reading(input));
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
                if (leave.endsLoop()) {
                    break;
                }
            }
        }
        return code;
    }

    private int each(Script.For loop, Io io) {
        int code = 0;
        List<String> values =
                loop.words() == null ? shell.arguments() : expansion.fields(loop.words(), io);
        for (String value : values) {
            String _ = shell.set(loop.variable(), value);
            try {
                code = run(loop.body(), io);
            } catch (Leave leave) {
                if (leave.endsLoop()) {
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
            Optional<Io> next = redirection.apply(redirect, target, now);
            if (next.isEmpty()) {
                return Builtins.complain(io, Redirection.complaint(redirect, target), 2);
            }
            now = next.get();
        }
        return run(redirected.body(), now);
    }

    private int simple(Script.Simple simple, Io io) {
        int _ = shell.status(simple.words().isEmpty() ? 0 : shell.status());
        List<String> words = expansion.fields(simple.words(), io);
        simple.assignments()
                .forEach(assignment ->
                        shell.set(assignment.name(), expansion.text(assignment.value(), io)));
        if (words.isEmpty()) {
            return shell.status();
        }
        Optional<Script> function = shell.function(words.getFirst());
        return function.isPresent()
                ? call(function.get(), words.subList(1, words.size()), io)
                : builtins.run(words, io);
    }

    private int call(Script function, List<String> given, Io io) {
        List<String> before = shell.arguments();
        shell.arguments(given);
        try {
            return run(function, io);
        } catch (Leave leave) {
            if (!leave.leavesFunction()) {
                throw leave;
            }
            return leave.code();
        } finally {
            shell.arguments(before);
        }
    }
}
