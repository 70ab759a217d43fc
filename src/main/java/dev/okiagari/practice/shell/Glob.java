package dev.okiagari.practice.shell;

import dev.okiagari.practice.machine.ProcFs;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/** A pattern of the shell: which of its characters are quoted decides which are wild. */
final class Glob {

    private final String text;
    private final BitSet quoted;

    Glob(String text, BitSet quoted) {
        this.text = text;
        this.quoted = quoted;
    }

    boolean wild() {
        for (int i = 0; i < text.length(); i++) {
            if (!quoted.get(i) && "*?[".indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    Pattern regex() {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int close = text.indexOf(']', i + 2);
            if (quoted.get(i)) {
                regex.append(Pattern.quote(String.valueOf(c)));
            } else if (c == '*' || c == '?') {
                regex.append(c == '*' ? ".*" : ".");
            } else if (c == '[' && close > 0) {
                String set = text.substring(i + 1, close).replace("\\", "\\\\").replace("[", "\\[");
                regex.append('[')
                        .append(set.startsWith("!") ? "^" + set.substring(1) : set)
                        .append(']');
                i = close;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /**
     * The paths that match: wild characters are looked for in the last name and the one above it.
     */
    List<String> paths(ProcFs files, int self) {
        int slash = text.lastIndexOf('/');
        String directory = slash < 0 ? "/" : text.substring(0, Math.max(slash, 1));
        String prefix = slash < 0 ? "" : text.substring(0, slash + 1);
        BitSet rest = quoted.get(slash + 1, text.length());
        Glob above = new Glob(directory, quoted);
        if (above.wild()) {
            return above.paths(files, self).stream()
                    .flatMap(found ->
                            new Glob(
                                            found + text.substring(slash),
                                            shifted(found.length() + 1, rest))
                                    .paths(files, self).stream())
                    .toList();
        }
        Pattern regex = new Glob(text.substring(slash + 1), rest).regex();
        return files.list(directory, self).orElse(List.of()).stream()
                .filter(name -> !name.startsWith(".") && regex.matcher(name).matches())
                .map(name -> prefix + name)
                .sorted()
                .toList();
    }

    private static BitSet shifted(int by, BitSet bits) {
        BitSet shifted = new BitSet();
        shifted.set(0, by);
        bits.stream().forEach(bit -> shifted.set(bit + by));
        return shifted;
    }
}
