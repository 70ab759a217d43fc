package dev.okiagari.liveness;

import java.util.ArrayList;
import java.util.List;

/**
 * What differs between two texts, line by line, as {@code diff -u} writes it: lines that begin with
 * a space are in both, those with a minus in the first, those with a plus in the second.
 */
final class TextDiff {

    private static final int AROUND = 3;

    private TextDiff() {}

    /** One line of it. */
    private record Line(char mark, String text) {}

    /** Empty where nothing differs. */
    static String of(String before, String after) {
        List<Line> lines = lines(before.lines().toList(), after.lines().toList());
        StringBuilder text = new StringBuilder();
        int told = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (isNear(lines, i)) {
                if (told < i) {
                    text.append("@@\n");
                }
                text.append(lines.get(i).mark()).append(lines.get(i).text()).append('\n');
                told = i + 1;
            }
        }
        return text.toString();
    }

    private static boolean isNear(List<Line> lines, int at) {
        int from = Math.max(0, at - AROUND);
        int to = Math.min(lines.size(), at + AROUND + 1);
        return lines.subList(from, to).stream().anyMatch(line -> line.mark() != ' ');
    }

    private static List<Line> lines(List<String> before, List<String> after) {
        int head = 0;
        int shorter = Math.min(before.size(), after.size());
        while (head < shorter && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && before.get(before.size() - 1 - tail)
                        .equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        List<Line> lines = new ArrayList<>();
        before.subList(0, head).forEach(line -> lines.add(new Line(' ', line)));
        middle(
                before.subList(head, before.size() - tail),
                after.subList(head, after.size() - tail),
                lines);
        before.subList(before.size() - tail, before.size())
                .forEach(line -> lines.add(new Line(' ', line)));
        return lines;
    }

    /** By the longest common subsequence, which is short where one container was changed. */
    private static void middle(List<String> before, List<String> after, List<Line> lines) {
        int[][] common = common(before, after);
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                lines.add(new Line(' ', before.get(i)));
                i++;
                j++;
            } else if (j == after.size()
                    || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line('-', before.get(i)));
                i++;
            } else {
                lines.add(new Line('+', after.get(j)));
                j++;
            }
        }
    }

    private static int[][] common(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] =
                        before.get(i).equals(after.get(j))
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
