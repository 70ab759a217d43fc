package dev.okiagari.practice.shell;

import dev.okiagari.practice.machine.ProcFs;
import java.util.List;

/** The conditions of {@code test} and {@code [}. */
final class Test {

    private Test() {}

    static boolean holds(List<String> words, ProcFs files, int self) {
        if (words.isEmpty()) {
            return false;
        }
        if (words.getFirst().equals("!") && words.size() > 1) {
            return !holds(words.subList(1, words.size()), files, self);
        }
        int and = words.indexOf("-a");
        if (and > 0) {
            return holds(words.subList(0, and), files, self)
                    && holds(words.subList(and + 1, words.size()), files, self);
        }
        int or = words.indexOf("-o");
        if (or > 0) {
            return holds(words.subList(0, or), files, self)
                    || holds(words.subList(or + 1, words.size()), files, self);
        }
        return switch (words.size()) {
            case 1 -> !words.getFirst().isEmpty();
            case 2 -> unary(words.getFirst(), words.getLast(), files, self);
            default -> binary(words.get(0), words.get(1), words.get(2));
        };
    }

    private static boolean unary(String operator, String word, ProcFs files, int self) {
        boolean file = files.read(word, self).isPresent();
        boolean directory = files.list(word, self).isPresent();
        return switch (operator) {
            case "-n" -> !word.isEmpty();
            case "-z" -> word.isEmpty();
            case "-d" -> directory;
            case "-f", "-r" -> file;
            case "-x" -> Tools.find(files.image(), word).isPresent();
            case "-e" -> file || directory;
            default -> false;
        };
    }

    private static boolean binary(String left, String operator, String right) {
        return switch (operator) {
            case "=", "==" -> left.equals(right);
            case "!=" -> !left.equals(right);
            case "-eq" -> number(left) == number(right);
            case "-ne" -> number(left) != number(right);
            case "-lt" -> number(left) < number(right);
            case "-le" -> number(left) <= number(right);
            case "-gt" -> number(left) > number(right);
            case "-ge" -> number(left) >= number(right);
            default -> false;
        };
    }

    private static long number(String text) {
        return text.matches("-?\\d{1,18}") ? Long.parseLong(text) : 0;
    }
}
