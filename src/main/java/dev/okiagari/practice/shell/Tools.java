package dev.okiagari.practice.shell;

import dev.okiagari.practice.machine.Image;
import dev.okiagari.practice.machine.Machine;
import dev.okiagari.practice.machine.Proc;
import dev.okiagari.practice.machine.ProcFs;
import dev.okiagari.practice.machine.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The commands that images bring along, apart from the shell. */
final class Tools {

    private final Machine machine;
    private final Proc proc;
    private final Io io;
    private final ProcFs files;

    Tools(Machine machine, Proc proc, Io io) {
        this.machine = machine;
        this.proc = proc;
        this.io = io;
        this.files = new ProcFs(machine);
    }

    /** Whether the image has a file of this name in its PATH, or at this path. */
    static Optional<String> find(Image image, String command) {
        String name = command.substring(command.lastIndexOf('/') + 1);
        boolean path = command.contains("/");
        boolean there =
                image.commands().contains(name)
                        && (!path
                                || command.equals("/bin/" + name)
                                || command.equals("/usr/bin/" + name));
        return there ? Optional.of(image.binaries() + name) : Optional.empty();
    }

    int run(List<String> command) {
        String name = command.getFirst().substring(command.getFirst().lastIndexOf('/') + 1);
        List<String> words = command.subList(1, command.size());
        return switch (name) {
            case "kill" -> kill("kill", words, false);
            case "cat" -> cat(words);
            case "sleep" -> sleep(words);
            case "echo" -> say(String.join(" ", words) + "\n");
            case "printf" -> say(Printf.format(words));
            case "true" -> 0;
            case "false" -> 1;
            case "ps" -> ps(words);
            case "ls" -> ls(words);
            case "env" ->
                    say(
                            machine.environment().entrySet().stream()
                                    .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                                    .sorted()
                                    .reduce("", String::concat));
            case "id" -> say("uid=0(root) gid=0(root) groups=0(root)\n");
            case "hostname" ->
                    say(machine.environment().getOrDefault("HOSTNAME", "localhost") + "\n");
            case "date" -> say(machine.loop().now() + "\n");
            case "test" -> Test.holds(words, files, proc.pid()) ? 0 : 1;
            case "head", "tail" -> part(name, words);
            case "grep" -> grep(words);
            case "tr" -> tr(words);
            default -> say("");
        };
    }

    private int say(String text) {
        io.out().accept(text);
        return 0;
    }

    int complain(String text, int code) {
        io.err().accept(text + "\n");
        return code;
    }

    /** As a command and as the shell's own, which differ in what they say. */
    int kill(String who, List<String> words, boolean builtin) {
        int signal = Signals.TERM;
        List<String> targets = new ArrayList<>(words);
        String first = targets.isEmpty() ? "" : targets.getFirst();
        if (first.equals("-l")) {
            return say(String.join(" ", Signals.names()) + "\n");
        }
        if (first.startsWith("-")) {
            boolean separate = first.equals("-s") && targets.size() > 1;
            String name = separate ? targets.remove(1) : first.substring(1);
            OptionalInt known = Signals.number(name);
            if (known.isEmpty()) {
                return complain(unknown(who, name, builtin), 1);
            }
            signal = known.getAsInt();
            targets.removeFirst();
        }
        if (targets.isEmpty()) {
            return complain(who + ": not enough arguments", 1);
        }
        int code = 0;
        for (String target : targets) {
            if (!target.matches("\\d{1,7}") || !machine.signal(Integer.parseInt(target), signal)) {
                code = complain(missing(who, target, builtin), 1);
            }
        }
        machine.checkpoint(proc);
        return code;
    }

    private boolean busybox() {
        return machine.image().flavour() == Image.Flavour.BUSYBOX;
    }

    private String unknown(String who, String name, boolean builtin) {
        return busybox()
                ? "sh: bad signal name '" + name + "'"
                : builtin
                        ? who + ": Illegal option -" + name.charAt(0)
                        : who + ": unknown signal " + name;
    }

    private String missing(String who, String target, boolean builtin) {
        if (busybox()) {
            return (builtin ? "sh" : "kill") + ": can't kill pid " + target + ": No such process";
        }
        return who + (builtin ? ": No such process\n" : ": (" + target + "): No such process");
    }

    private int cat(List<String> paths) {
        if (paths.isEmpty()) {
            return say(io.in().rest());
        }
        int code = 0;
        for (String path : paths) {
            Optional<String> text =
                    path.equals("-") ? Optional.of(io.in().rest()) : files.read(path, proc.pid());
            code =
                    text.isPresent()
                            ? code
                            : complain(
                                    busybox()
                                            ? "cat: can't open '"
                                                    + path
                                                    + "': No such file or directory"
                                            : "cat: " + path + ": No such file or directory",
                                    1);
            text.ifPresent(io.out());
        }
        return code;
    }

    private int sleep(List<String> words) {
        double seconds = 0;
        for (String word : words) {
            if (!word.matches("\\d{1,9}(\\.\\d{1,9})?")) {
                return complain(
                        busybox()
                                ? "sleep: invalid number '" + word + "'"
                                : "sleep: invalid time interval ‘" + word + "’",
                        1);
            }
            seconds += Double.parseDouble(word);
        }
        machine.sleep(proc, Duration.ofNanos((long) (seconds * 1e9)));
        return 0;
    }

    private int ps(List<String> words) {
        boolean full = words.stream().anyMatch(word -> word.contains("f"));
        boolean busybox = busybox();
        io.out()
                .accept(
                        busybox
                                ? "PID   USER     COMMAND\n"
                                : full
                                        ? "UID          PID    PPID  C STIME TTY          TIME CMD\n"
                                        : "    PID TTY          TIME CMD\n");
        machine.loop()
                .call(machine::processes)
                .forEach(each -> {
                    String command = String.join(" ", each.command());
                    io.out()
                            .accept(
                                    busybox
                                            ? "%5d %-8s %s%n".formatted(each.pid(), "0", command)
                                            : full
                                                    ? "root %11d %7d  0 00:00 ?        00:00:00 %s%n"
                                                            .formatted(
                                                                    each.pid(),
                                                                    each.parent(),
                                                                    command)
                                                    : "%7d ?        00:00:00 %s%n"
                                                            .formatted(each.pid(), each.name()));
                });
        return 0;
    }

    private int ls(List<String> words) {
        int code = 0;
        List<String> paths = words.stream().filter(word -> !word.startsWith("-")).toList();
        for (String path : paths.isEmpty() ? List.of("/") : paths) {
            Optional<List<String>> names = files.list(path, proc.pid());
            if (names.isPresent()) {
                names.get().forEach(name -> io.out().accept(name + "\n"));
            } else if (files.read(path, proc.pid()).isPresent()) {
                io.out().accept(path + "\n");
            } else {
                code = complain("ls: " + path + ": No such file or directory", 2);
            }
        }
        return code;
    }

    private @Nullable String input(List<String> paths) {
        if (paths.isEmpty()) {
            return io.in().rest();
        }
        StringBuilder all = new StringBuilder();
        for (String path : paths) {
            Optional<String> text = files.read(path, proc.pid());
            if (text.isEmpty()) {
                return null;
            }
            all.append(text.get());
        }
        return all.toString();
    }

    private int part(String name, List<String> words) {
        int count = 10;
        List<String> paths = new ArrayList<>(words);
        if (paths.size() > 1 && paths.getFirst().equals("-n")) {
            paths.removeFirst();
            count = Integer.parseInt(paths.removeFirst());
        } else if (!paths.isEmpty() && paths.getFirst().matches("-\\d{1,6}")) {
            count = Integer.parseInt(paths.removeFirst().substring(1));
        }
        String text = input(paths);
        if (text == null) {
            return complain(
                    name
                            + ": cannot open '"
                            + paths.getFirst()
                            + "' for reading: No such file or directory",
                    1);
        }
        List<String> lines = text.lines().toList();
        int from = name.equals("head") ? 0 : Math.max(0, lines.size() - count);
        lines.subList(from, Math.min(lines.size(), from + count))
                .forEach(line -> io.out().accept(line + "\n"));
        return 0;
    }

    private int grep(List<String> words) {
        List<String> rest = words.stream().filter(word -> !word.startsWith("-")).toList();
        boolean quiet = words.contains("-q");
        String text = rest.isEmpty() ? null : input(rest.subList(1, rest.size()));
        if (text == null) {
            return complain("grep: no such file", 2);
        }
        List<String> found =
                text.lines()
                        .filter(line ->
                                java.util.regex.Pattern.compile(rest.getFirst())
                                        .matcher(line)
                                        .find())
                        .toList();
        found.stream().filter(line -> !quiet).forEach(line -> io.out().accept(line + "\n"));
        return found.isEmpty() ? 1 : 0;
    }

    private int tr(List<String> words) {
        String text = io.in().rest();
        if (words.size() == 2) {
            String from = Printf.escapes(words.getFirst());
            String to = Printf.escapes(words.getLast());
            boolean delete = from.equals("-d");
            String set = delete ? to : from;
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                int at = set.indexOf(c);
                if (at < 0) {
                    out.append(c);
                } else if (!delete && !to.isEmpty()) {
                    out.append(to.charAt(Math.min(at, to.length() - 1)));
                }
            }
            text = out.toString();
        }
        return say(text);
    }
}
