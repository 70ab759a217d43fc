package dev.okiagari.web;

import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.experiment.ExperimentMark;
import dev.okiagari.history.Comeback;
import dev.okiagari.history.ReplacementCause;
import dev.okiagari.history.RestartCause;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ways back of a Deployment {@code web}, so many days before {@link PagesFixture#NOW}. */
final class RecoveryFixture {

    static final WorkloadRef WEB = new WorkloadRef("test", "Deployment", "web");

    private RecoveryFixture() {}

    /**
     * @param millis null where it was not seen to be ready again
     */
    static Comeback restart(int days, @Nullable Integer millis) {
        return restart(days, millis, null);
    }

    static Comeback restart(int days, @Nullable Integer millis, @Nullable UUID experiment) {
        Instant at = at(days);
        return new Comeback(
                new Comeback.Of.Container(
                        "app", experiment == null ? RestartCause.CRASH : RestartCause.INJECTED),
                at,
                "web-1",
                at,
                millis == null ? null : at.plusMillis(millis),
                experiment);
    }

    static Comeback replacement(int days, ReplacementCause cause, int seconds) {
        Instant at = at(days);
        return new Comeback(
                new Comeback.Of.Pod(cause), at, "web-2", at, at.plusSeconds(seconds), null);
    }

    static ExperimentMark experiment(UUID id, int days, String outcome, @Nullable Double seconds) {
        return new ExperimentMark(
                id.toString(), at(days), WEB, "web-1", "app", "signal TERM", outcome, seconds);
    }

    private static Instant at(int days) {
        return PagesFixture.NOW.minus(Duration.ofDays(days));
    }
}
