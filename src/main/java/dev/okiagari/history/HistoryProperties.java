package dev.okiagari.history;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the history records, and for how long it keeps.
 *
 * @param queue how many observations may wait to be written. Looks at one pod that tell the same
 *     are one, and when it is full the newest look at a pod replaces the one that waits; what still
 *     does not fit becomes a gap
 * @param keep for how long what happened is kept
 * @param keepAtMost how many are kept of each kind, the newest: runs, restarts, replacements,
 *     rollouts, probe failures, gaps
 * @param lastWords what is kept of the logs of runs that ended
 */
@ConfigurationProperties("okiagari.history")
@Validated
record HistoryProperties(
        @DefaultValue("250000") @Min(100) @Max(10_000_000) int queue,
        @DefaultValue("90d") @DurationMin(hours = 1) @DurationMax(days = 3650) Duration keep,
        @DefaultValue("10000000") @Min(1000) @Max(1_000_000_000) int keepAtMost,
        @DefaultValue @Valid LastWords lastWords) {

    /**
     * What is kept of the logs of runs that ended.
     *
     * @param enabled whether the end of each ended run's log is kept; otherwise no log is read at
     *     all
     * @param lines how many of a log's last lines are kept
     * @param size how many characters of them at most
     * @param perMinute how many logs are read in a minute at most; what does not fit is skipped,
     *     and the run says so
     */
    record LastWords(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("100") @Min(1) @Max(1000) int lines,
            @DefaultValue("16000") @Min(1000) @Max(90_000) int size,
            @DefaultValue("300") @Min(1) @Max(6000) int perMinute) {}
}
