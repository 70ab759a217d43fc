package dev.okiagari.hostile;

import java.util.ArrayList;
import java.util.List;

/** Reads comma-separated values as RFC 4180 has them. */
final class Sheet {

    private Sheet() {}

    static List<String> cells(String text) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (quoted || c != '\r') {
                cell.append(c);
            }
        }
        if (quoted) {
            throw new AssertionError("a quoted cell does not end");
        }
        return cells;
    }

    /** Whether a spreadsheet would compute it: some cut off blanks first. */
    static boolean isFormula(String cell) {
        String bare = cell.replaceFirst("^[\\s\\p{Cntrl}\\p{Cf}\\u00a0\\u3000]+", "");
        boolean blank = bare.length() < cell.length();
        return (!bare.isEmpty()
                        && "=+-@\uff1d\uff0b\uff0d\uff20".indexOf(bare.charAt(0)) >= 0
                        && !bare.matches("-?\\d+(\\.\\d+)?"))
                || (blank && "\t\r\n".indexOf(cell.charAt(0)) >= 0);
    }
}
