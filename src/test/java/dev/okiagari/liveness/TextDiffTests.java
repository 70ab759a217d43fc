package dev.okiagari.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextDiffTests {

    @Test
    void nothingIsSaidOfWhatIsTheSame() {
        assertThat(TextDiff.of("a\nb\n", "a\nb\n")).isEmpty();
    }

    @Test
    void linesAroundAChangeAreShownAndWhatIsFarIsNot() {
        assertThat(TextDiff.of("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nnew\n5\n6\n7\n8\n9\n"))
                .isEqualTo("@@\n 2\n 3\n 4\n+new\n 5\n 6\n 7\n");
    }

    @Test
    void aValueThatChangedIsGoneAndNew() {
        assertThat(TextDiff.of("a: 1\nb: 2\n", "a: 1\nb: 3\n")).isEqualTo(" a: 1\n-b: 2\n+b: 3\n");
    }

    /** With the lines around it left out nowhere, both texts can be read from the difference. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void bothTextsAreInIt(long seed) {
        Random random = new Random(seed);
        String before = text(random);
        String after = text(random);

        List<String> lines = TextDiff.of(before, after).lines().toList();

        if (lines.stream().noneMatch(line -> line.startsWith("@"))) {
            assertThat(side(lines, '-')).isIn(before, "");
            assertThat(side(lines, '+')).isIn(after, "");
        }
    }

    private static String side(List<String> lines, char mark) {
        return lines.stream()
                .filter(line -> line.charAt(0) == ' ' || line.charAt(0) == mark)
                .map(line -> line.substring(1) + "\n")
                .collect(Collectors.joining());
    }

    private static String text(Random random) {
        return random.ints(6, 0, 3).mapToObj(number -> number + "\n").collect(Collectors.joining());
    }
}
