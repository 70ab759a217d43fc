package dev.okiagari.practice.shell;

import dev.okiagari.practice.machine.ProcFs;
import dev.okiagari.practice.shell.Script.Part;
import dev.okiagari.practice.shell.Script.Word;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Turns words into texts: parameters, substitutions, splitting, paths. */
final class Expansion {

    private final Shell shell;
    private final ProcFs files;

    Expansion(Shell shell, ProcFs files) {
        this.shell = shell;
        this.files = files;
    }

    /** A text that is being put together, with what of it was quoted. */
    private static final class Field {
        private final StringBuilder text = new StringBuilder();
        private final BitSet quoted = new BitSet();
        private boolean explicit;

        void add(String more, boolean quote) {
            quoted.set(text.length(), text.length() + more.length(), quote);
            text.append(more);
            explicit |= quote;
        }

        Glob glob() {
            return new Glob(text.toString(), quoted);
        }
    }

    List<String> fields(List<Word> words, Io io) {
        List<String> all = new ArrayList<>();
        for (Word word : words) {
            for (Field field : expand(word, io)) {
                Glob glob = field.glob();
                List<String> paths =
                        !shell.noGlob() && glob.wild() ? glob.paths(files, shell.pid()) : List.of();
                all.addAll(paths.isEmpty() ? List.of(field.text.toString()) : paths);
            }
        }
        return all;
    }

    /** One text, neither split nor matched. */
    String text(Word word, Io io) {
        return single(word, io).text.toString();
    }

    Glob pattern(Word word, Io io) {
        return single(word, io).glob();
    }

    private Field single(Word word, Io io) {
        Field field = new Field();
        word.parts().forEach(part -> field.add(value(part, io), part.quoted()));
        return field;
    }

    private List<Field> expand(Word word, Io io) {
        List<Field> fields = new ArrayList<>();
        Field current = new Field();
        for (Part part : word.parts()) {
            if (part instanceof Part.Parameter all
                    && all.name().equals("@")
                    && all.operator().isEmpty()) {
                List<String> arguments = shell.arguments();
                for (int i = 0; i < arguments.size(); i++) {
                    if (i > 0) {
                        fields.add(current);
                        current = new Field();
                    }
                    current.add(arguments.get(i), part.quoted());
                    current.explicit |= part.quoted();
                }
                continue;
            }
            String value = value(part, io);
            if (part.quoted() || part instanceof Part.Text) {
                current.add(value, part.quoted());
                current.explicit |= part.quoted() && !soleArguments(word);
            } else {
                current = split(value, current, fields);
            }
        }
        if (current.explicit || !current.text.isEmpty()) {
            fields.add(current);
        }
        return fields;
    }

    /** Nothing at all comes of {@code "$@"} where there are no arguments. */
    private static boolean soleArguments(Word word) {
        return word.parts().size() == 2
                && word.parts().getLast() instanceof Part.Parameter all
                && all.name().equals("@");
    }

    private static Field split(String value, Field start, List<Field> fields) {
        Field current = start;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (" \t\n".indexOf(c) < 0) {
                current.add(String.valueOf(c), false);
            } else if (current.explicit || !current.text.isEmpty()) {
                fields.add(current);
                current = new Field();
            }
        }
        return current;
    }

    private String value(Part part, Io io) {
        return switch (part) {
            case Part.Text text -> text.text();
            case Part.Output output -> shell.capture(output.script(), io).replaceFirst("\n+$", "");
            case Part.Arithmetic sum ->
                    Long.toString(new Sum(text(sum.expression(), io), shell::parameter).value());
            case Part.Parameter parameter -> parameter(parameter, io);
        };
    }

    private String parameter(Part.Parameter parameter, Io io) {
        String found = shell.parameter(parameter.name());
        String value = found == null ? "" : found;
        boolean missing = parameter.operator().startsWith(":") ? value.isEmpty() : found == null;
        return switch (parameter.operator()) {
            case "length" -> Integer.toString(value.length());
            case "#", "##" ->
                    prefix(
                            value,
                            pattern(parameter.argument(), io),
                            parameter.operator().length() > 1);
            case "%", "%%" ->
                    suffix(
                            value,
                            pattern(parameter.argument(), io),
                            parameter.operator().length() > 1);
            case "-", ":-" -> missing ? text(parameter.argument(), io) : value;
            case "+", ":+" -> missing ? "" : text(parameter.argument(), io);
            case "=", ":=" ->
                    missing ? shell.set(parameter.name(), text(parameter.argument(), io)) : value;
            default -> value;
        };
    }

    private static String prefix(String value, Glob glob, boolean longest) {
        var regex = glob.regex();
        for (int i = 0; i <= value.length(); i++) {
            int end = longest ? value.length() - i : i;
            if (regex.matcher(value.substring(0, end)).matches()) {
                return value.substring(end);
            }
        }
        return value;
    }

    private static String suffix(String value, Glob glob, boolean longest) {
        var regex = glob.regex();
        for (int i = 0; i <= value.length(); i++) {
            int start = longest ? i : value.length() - i;
            if (regex.matcher(value.substring(start)).matches()) {
                return value.substring(0, start);
            }
        }
        return value;
    }
}
