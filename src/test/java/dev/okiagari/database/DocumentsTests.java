package dev.okiagari.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What is stored by another version of the program. */
@ExtendWith(OutputCaptureExtension.class)
class DocumentsTests {

    private final Documents<Integer> numbers =
            new Documents<>("number", text -> text.equals("null") ? null : Integer.valueOf(text));

    private record Kept(String getId, String document) implements Documents.Row {

        static Kept of(int number, String document) {
            return new Kept(new UUID(0, number).toString(), document);
        }
    }

    /** From the newest on, three at once; every second one cannot be read. */
    private static List<Kept> threeBefore(@Nullable UUID before) {
        long from = Objects.requireNonNullElse(before, new UUID(0, 10)).getLeastSignificantBits();
        return IntStream.iterate((int) from - 1, n -> n > 0, n -> n - 1)
                .limit(3)
                .mapToObj(n -> Kept.of(n, n % 2 == 0 ? "two" : "" + n))
                .toList();
    }

    @Test
    void whatCannotBeReadIsLeftOutAndToldOfOnce(CapturedOutput log) {
        List<Kept> rows = List.of(Kept.of(1, "7"), Kept.of(2, "seven"), Kept.of(3, "null"));

        assertThat(numbers.readAll(rows)).containsExactly(7);
        assertThat(numbers.read(rows.getLast())).isEmpty();
        assertThat(log.getOut().lines().filter(line -> line.contains("cannot be read")))
                .hasSize(2)
                .first()
                .asString()
                .contains("number 00000000-0000-0000-0000-000000000002");
    }

    @Test
    void pageIsFullWhereTheListGoesOn() {
        assertThat(numbers.page(null, 3, DocumentsTests::threeBefore)).containsExactly(9, 7, 5);
        assertThat(numbers.page(new UUID(0, 5), 3, DocumentsTests::threeBefore))
                .containsExactly(3, 1);
        assertThat(numbers.page(new UUID(0, 1), 3, DocumentsTests::threeBefore)).isEmpty();
    }
}
