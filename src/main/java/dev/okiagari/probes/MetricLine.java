package dev.okiagari.probes;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One sample in Prometheus' text format.
 *
 * @param labels as they are meant, without the escapes
 */
record MetricLine(String name, Map<String, String> labels, double value) {

    MetricLine {
        labels = Map.copyOf(labels);
    }

    /** Empty where it is none: a comment, or something that is not in that format. */
    static Optional<MetricLine> of(String line) {
        try {
            return line.isBlank() || line.startsWith("#")
                    ? Optional.empty()
                    : Optional.of(new Reader(line).sample());
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException malformed) {
            return Optional.empty();
        }
    }

    /** Reads a line from left to right. */
    private static final class Reader {

        private final String line;
        private int at;

        Reader(String line) {
            this.line = line;
        }

        MetricLine sample() {
            String name = until("{ \t");
            Map<String, String> labels = new HashMap<>();
            blanks();
            if (line.charAt(at) == '{') {
                at++;
                labels(labels);
            }
            String[] rest = line.substring(at).strip().split("[ \t]+", -1);
            return new MetricLine(name, labels, Double.parseDouble(rest[0]));
        }

        private void labels(Map<String, String> labels) {
            blanks();
            while (line.charAt(at) != '}') {
                String name = until("=").strip();
                at++;
                blanks();
                expect('"');
                labels.put(name, quoted());
                blanks();
                if (line.charAt(at) == ',') {
                    at++;
                    blanks();
                } else if (line.charAt(at) != '}') {
                    throw new IllegalArgumentException(line);
                }
            }
            at++;
        }

        private String quoted() {
            StringBuilder text = new StringBuilder();
            while (line.charAt(at) != '"') {
                char next = line.charAt(at++);
                text.append(next == '\\' ? escaped() : next);
            }
            at++;
            return text.toString();
        }

        private char escaped() {
            char next = line.charAt(at++);
            return switch (next) {
                case 'n' -> '\n';
                case '"', '\\' -> next;
                default -> throw new IllegalArgumentException(line);
            };
        }

        private void expect(char wanted) {
            if (line.charAt(at++) != wanted) {
                throw new IllegalArgumentException(line);
            }
        }

        private String until(String ends) {
            int from = at;
            while (ends.indexOf(line.charAt(at)) < 0) {
                at++;
            }
            return line.substring(from, at);
        }

        private void blanks() {
            while (line.charAt(at) == ' ' || line.charAt(at) == '\t') {
                at++;
            }
        }
    }
}
