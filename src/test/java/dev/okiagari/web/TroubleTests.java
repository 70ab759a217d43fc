package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TroubleTests {

    @Test
    void aReadyPodIsInNone() {
        assertThat(Trouble.of(Pods.ready("x"))).isEmpty();
    }

    @Test
    void aPodThatEndedWellIsInNone() {
        assertThat(Trouble.of(Pods.succeeded("x"))).isEmpty();
    }

    @Test
    void aPodThatFailedIs() {
        assertThat(Trouble.of(Pods.failed("x"))).contains(Trouble.FAILED);
    }

    @Test
    void aPodThatIsHeldBackIs() {
        assertThat(Trouble.of(Pods.crashLooping("x"))).contains(Trouble.BACK_OFF);
    }

    @Test
    void aPodThatCannotStartIs() {
        assertThat(Trouble.of(Pods.waiting("x"))).contains(Trouble.WAITING);
    }

    @Test
    void aPodThatRunsButIsNotReadyIs() {
        assertThat(Trouble.of(Pods.notReady("x"))).contains(Trouble.NOT_READY);
    }
}
