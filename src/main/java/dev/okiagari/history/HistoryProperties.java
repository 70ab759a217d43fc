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
 * @param queue how many observations may wait to be written; more become a gap
 * @param keep how long what happened is kept
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
     * @param enabled whether logs are read at all
     * @param lines how many of the last lines of each run
     * @param size how many characters of them at most
     * @param perMinute how many logs are read in a minute at most
     */
    record LastWords(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("100") @Min(1) @Max(1000) int lines,
            @DefaultValue("16000") @Min(1000) @Max(90_000) int size,
            @DefaultValue("300") @Min(1) @Max(6000) int perMinute) {}
}
