package dev.okiagari.practice.shell;

import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Works out sums of whole numbers, as a shell writes them. */
final class Sum {

    private static final Pattern NUMBER = Pattern.compile("\\s*(\\d{1,18})");
    private static final Pattern NAME = Pattern.compile("\\s*([A-Za-z_]\\w*)");
    private static final Pattern BLANKS = Pattern.compile("\\s*");

    private final Cursor cursor;
    private final Function<String, @Nullable String> variables;

    Sum(String text, Function<String, @Nullable String> variables) {
        this.cursor = new Cursor(text);
        this.variables = variables;
    }

    long value() {
        long value = terms();
        if (!cursor.atEnd()) {
            throw cursor.unexpected();
        }
        return value;
    }

    private long terms() {
        long value = factors();
        while (true) {
            if (sees("+")) {
                value += factors();
            } else if (sees("-")) {
                value -= factors();
            } else {
                return value;
            }
        }
    }

    private long factors() {
        long value = one();
        while (true) {
            if (sees("*")) {
                value *= one();
            } else if (sees("/")) {
                value /= divisor();
            } else if (sees("%")) {
                value %= divisor();
            } else {
                return value;
            }
        }
    }

    private long divisor() {
        long by = one();
        if (by == 0) {
            throw new SyntaxError("division by zero");
        }
        return by;
    }

    private boolean sees(String operator) {
        boolean _ = cursor.take(BLANKS).hasMatch();
        boolean there = cursor.take(operator);
        boolean _ = cursor.take(BLANKS).hasMatch();
        return there;
    }

    private long one() {
        if (sees("-")) {
            return -one();
        }
        if (sees("(")) {
            long inner = terms();
            cursor.expect(')');
            return inner;
        }
        var number = cursor.take(NUMBER);
        if (number.hasMatch()) {
            return Long.parseLong(number.group(1));
        }
        var name = cursor.take(NAME);
        if (!name.hasMatch()) {
            throw cursor.unexpected();
        }
        String value = variables.apply(name.group(1));
        return value != null && value.matches("-?\\d{1,18}") ? Long.parseLong(value) : 0;
    }
}
