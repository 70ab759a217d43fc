package dev.okiagari.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.Message;
import org.junit.jupiter.api.Test;

/** Other people's text, as a database keeps it. */
class StoredTextTests {

    @Test
    void nulIsWrittenOut() {
        assertThat(StoredText.fit("a\0b", 10)).isEqualTo("a\\0b");
    }

    @Test
    void aTextThatFitsIsLeftAndALongerOneIsCut() {
        assertThat(StoredText.fit("abc", 3)).isEqualTo("abc");
        assertThat(StoredText.fit("abcd", 3)).isEqualTo("abc");
        assertThat(StoredText.fit("", 3)).isEmpty();
        assertThat(StoredText.fitOrNull(null, 3)).isNull();
    }

    @Test
    void aPairOfSurrogatesIsNotCutApart() {
        assertThat(StoredText.fit("ab😀", 3)).isEqualTo("ab");
        assertThat(StoredText.fit("ab😀", 4)).isEqualTo("ab😀");
    }

    @Test
    void writingNulOutDoesNotMakeItTooLong() {
        assertThat(StoredText.fit("\0".repeat(10), 10)).hasSize(10);
    }

    @Test
    void aMessageComesBackAsItWas() {
        for (Message message :
                new Message[] {
                    Message.of("history.gap.overflow"),
                    Message.of("history.gap.before", 3),
                    Message.of("history.evidence.crash", "", "a'{0}<b>\n日本"),
                    Message.of("history.evidence.event", "", "")
                }) {
            assertThat(StoredText.message(StoredText.of(message))).isEqualTo(message);
        }
    }

    @Test
    void noArgumentCanPassForTwo() {
        Message forged = Message.of("history.evidence.event", "one\u001ftwo");

        assertThat(StoredText.message(StoredText.of(forged)).arguments())
                .containsExactly("one two");
    }

    @Test
    void longArgumentsLeaveRoomForOneAnother() {
        Message message = Message.of("history.evidence.event", "x".repeat(5000), "end");

        assertThat(StoredText.of(message)).hasSizeLessThanOrEqualTo(StoredText.LONG);
        assertThat(StoredText.message(StoredText.of(message)).arguments().getLast())
                .isEqualTo("end");
    }
}
