package dev.okiagari.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingTests {

    private final Reading reading = new Reading(100);

    @Test
    void whatWasToldBeforeIsNotTakenAndWhatCameAfterIsTakenOnce() {
        assertThat(reading.take(List.of(posted(99), posted(100), posted(101))))
                .containsExactly(new News("experiment", List.of("101")));
        assertThat(reading.take(List.of(posted(99), posted(100), posted(101)))).isEmpty();
    }

    @Test
    void whatIsCommittedLateIsStillTaken() {
        reading.take(List.of(posted(103)));

        assertThat(reading.from()).isLessThan(101);
        assertThat(reading.take(List.of(posted(101), posted(103))))
                .containsExactly(new News("experiment", List.of("101")));
    }

    @Test
    void whatIsToldTwiceAtOnceIsHeardOnce() {
        Board.Note note = new Board.Note("experiment", "same");

        assertThat(reading.take(List.of(new Board.Posted(101, note), new Board.Posted(102, note))))
                .containsExactly(new News("experiment", List.of("same")));
    }

    private static Board.Posted posted(long id) {
        return new Board.Posted(id, new Board.Note("experiment", String.valueOf(id)));
    }
}
