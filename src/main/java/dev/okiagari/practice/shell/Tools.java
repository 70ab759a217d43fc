package dev.okiagari.practice.shell;

import dev.okiagari.practice.machine.Image;
import dev.okiagari.practice.machine.Machine;
import dev.okiagari.practice.machine.Privileges;
import dev.okiagari.practice.machine.Proc;
import dev.okiagari.practice.machine.ProcFs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The commands that images bring along, apart from the shell. */
record Tools(Machine machine, Proc proc, Io io) {

    /** Whether the image has a file of this name in its PATH, or at this path. */
    static Optional<String> find(Image image, String command) {
        String name = command.substring(command.lastIndexOf('/') + 1);
        boolean path = command.contains("/");
        if (image.program(command).isPresent()) {
            return Optional.of(command);
        }
        boolean there =
                image.commands().contains(name)
                        && (!path
                                || command.equals("/bin/" + name)
                                || command.equals("/usr/bin/" + name));
        return there ? Optional.of(image.binaries() + name) : Optional.empty();
    }

    int run(List<String> command) {
        String name = command.getFirst().substring(command.getFirst().lastIndexOf('/') + 1);
        Call call = new Call(machine, proc, io, command.subList(1, command.size()));
        return switch (name) {
            case "kill" -> new Kill(call, "kill", false).run();
            case "cat" -> Texts.cat(call);
            case "sleep" -> sleep(call);
            case "echo" -> call.say(String.join(" ", call.words()) + "\n");
            case "printf" -> call.say(Printf.format(call.words()));
            case "false" -> 1;
            case "ps" -> Ps.run(call);
            case "ls" -> ls(call);
            case "env" -> call.say(variables(machine.environment()));
            case "id" -> call.say(identity(proc.place().privileges()));
            case "hostname" ->
                    call.say(machine.environment().getOrDefault("HOSTNAME", "localhost") + "\n");
            case "date" -> call.say(machine.loop().now() + "\n");
            case "test" -> Test.holds(call.words(), new ProcFs(machine), proc.pid()) ? 0 : 1;
            case "head", "tail" -> Texts.part(call, name.equals("head"));
            case "grep" -> Texts.grep(call);
            case "ruby", "python3", "perl", "node" -> OneLiner.run(call);
            case "tr" -> Texts.tr(call);
            default -> 0;
        };
    }

    private static String identity(Privileges who) {
        return who.user() == 0
                ? "uid=0(root) gid=0(root) groups=0(root)\n"
                : "uid=%1$d gid=%2$d groups=%2$d\n".formatted(who.user(), who.group());
    }

    private static String variables(Map<String, String> environment) {
        return environment.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .sorted()
                .collect(Collectors.joining());
    }

    private static int sleep(Call call) {
        double seconds = 0;
        for (String word : call.words()) {
            if (!word.matches("\\d{1,9}(\\.\\d{1,9})?")) {
                return call.complain(
                        call.busybox()
                                ? "sleep: invalid number '" + word + "'"
                                : "sleep: invalid time interval ‘" + word + "’",
                        1);
            }
            seconds += Double.parseDouble(word);
        }
        call.machine().sleep(call.proc(), Duration.ofNanos((long) (seconds * 1e9)));
        return 0;
    }

    private static int ls(Call call) {
        int code = 0;
        List<String> paths = call.words().stream().filter(word -> !word.startsWith("-")).toList();
        for (String path : paths.isEmpty() ? List.of("/") : paths) {
            Optional<List<String>> names = call.list(path);
            if (names.isPresent()) {
                names.get().forEach(name -> call.say(name + "\n"));
            } else if (call.read(path).isPresent()) {
                call.say(path + "\n");
            } else {
                code = call.complain("ls: " + path + ": No such file or directory", 2);
            }
        }
        return code;
    }
}
