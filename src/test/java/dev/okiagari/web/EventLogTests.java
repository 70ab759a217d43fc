package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.web.EventLog.Found;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLogTests {

    private final EventLog log = new EventLog("run", 3);

    @Test
    void anEmptyLogHasNothing() {
        assertThat(log.from(0)).isInstanceOf(Found.Nothing.class);
    }

    @Test
    void ofOneSubjectTheNewestIsFound() {
        append("pod-1");
        append("pod-2");
        append("pod-1");

        assertThat(found(0)).isEqualTo(1);
        assertThat(found(2)).isEqualTo(2);
    }

    @Test
    void changesWithoutASubjectAllCount() {
        append(null);
        append(null);

        assertThat(found(0)).isZero();
    }

    @Test
    void aPlaceThatIsNoLongerKeptIsLost() {
        for (var i = 0; i < 4; i++) {
            append(null);
        }

        assertThat(log.from(0)).isInstanceOf(Found.Lost.class);
        assertThat(found(1)).isEqualTo(1);
    }

    @Test
    void aSubjectWhoseLastChangeIsForgottenStartsAnew() {
        append("pod-1");
        append(null);
        append(null);
        append(null);
        append("pod-1");

        assertThat(found(4)).isEqualTo(4);
    }

    @Test
    void theIdOfTheEndIsAPlace() {
        append(null);

        assertThat(log.after(log.idBefore(log.end()))).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "run", "run-", "run-2", "run--1", "run-99999999999999999999", "x-0"})
    void anIdThatIsNotOursIsNoPlace(String id) {
        append(null);

        assertThat(log.after(id)).isEmpty();
    }

    @Test
    void anIdThatIsNoLongerKeptIsNoPlace() {
        for (var i = 0; i < 5; i++) {
            append(null);
        }

        assertThat(log.after("run-1")).isEmpty();
        assertThat(log.after("run-2")).hasValue(2);
    }

    private void append(@Nullable String subject) {
        log.append("pod", subject, locale -> "payload");
    }

    private long found(long from) {
        return ((Found.Next) log.from(from)).entry().number();
    }
}
