package dev.okiagari.availability;

import java.time.Instant;

/**
 * One request and what came of it.
 *
 * @param sentAt by our clock
 * @param millis until the answer, or until it was given up
 */
record Sample(Instant sentAt, Answer answer, int millis) {

    boolean isGood() {
        return answer.isGood();
    }
}
