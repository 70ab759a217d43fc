package dev.okiagari.practice.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The tools that read texts and write a part of them. */
final class Texts {

    private Texts() {}

    static int cat(Call call) {
        if (call.words().isEmpty()) {
            return call.say(call.io().in().rest());
        }
        int code = 0;
        for (String path : call.words()) {
            Optional<String> text = path.equals("-") ? call.input(List.of()) : call.read(path);
            text.ifPresent(call.io().out());
            code = text.isPresent() ? code : call.complain(cannotOpen(call, path), 1);
        }
        return code;
    }

    private static String cannotOpen(Call call, String path) {
        return call.busybox()
                ? "cat: can't open '" + path + "': No such file or directory"
                : "cat: " + path + ": No such file or directory";
    }

    /** The beginning or the end. */
    static int part(Call call, boolean head) {
        List<String> paths = new ArrayList<>(call.words());
        int count = count(paths);
        Optional<String> text = call.input(paths);
        if (text.isEmpty()) {
            return call.complain(
                    (head ? "head" : "tail")
                            + ": cannot open '"
                            + paths.getFirst()
                            + "' for reading: No such file or directory",
                    1);
        }
        List<String> lines = text.get().lines().toList();
        int from = head ? 0 : Math.max(0, lines.size() - count);
        lines.subList(from, Math.min(lines.size(), from + count))
                .forEach(line -> call.say(line + "\n"));
        return 0;
    }

    /** How many lines, taken from before the paths. */
    private static int count(List<String> words) {
        if (words.size() > 1 && words.getFirst().equals("-n")) {
            words.removeFirst();
            return Integer.parseInt(words.removeFirst());
        }
        return !words.isEmpty() && words.getFirst().matches("-\\d{1,6}")
                ? Integer.parseInt(words.removeFirst().substring(1))
                : 10;
    }

    static int grep(Call call) {
        List<String> rest = call.words().stream().filter(word -> !word.startsWith("-")).toList();
        boolean quiet = call.words().contains("-q");
        Optional<String> text =
                rest.isEmpty() ? Optional.empty() : call.input(rest.subList(1, rest.size()));
        if (text.isEmpty()) {
            return call.complain("grep: no such file", 2);
        }
        Pattern pattern = Pattern.compile(rest.getFirst());
        List<String> found =
                text.get().lines().filter(line -> pattern.matcher(line).find()).toList();
        found.stream().filter(line -> !quiet).forEach(line -> call.say(line + "\n"));
        return found.isEmpty() ? 1 : 0;
    }

    static int tr(Call call) {
        String text = call.io().in().rest();
        if (call.words().size() != 2) {
            return call.say(text);
        }
        String from = Printf.escapes(call.words().getFirst());
        String to = Printf.escapes(call.words().getLast());
        return call.say(from.equals("-d") ? translate(text, to, "") : translate(text, from, to));
    }

    /** Each character of a set becomes its partner; without partners it goes. */
    private static String translate(String text, String set, String partners) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int at = set.indexOf(c);
            if (at < 0) {
                out.append(c);
            } else if (!partners.isEmpty()) {
                out.append(partners.charAt(Math.min(at, partners.length() - 1)));
            }
        }
        return out.toString();
    }
}
