package dev.okiagari.history;

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
 * @param keepAtMost how many are kept of each kind, the newest: runs, restarts, replacements, probe
 *     failures, gaps
 */
@ConfigurationProperties("okiagari.history")
@Validated
record HistoryProperties(
        @DefaultValue("250000") @Min(100) @Max(10_000_000) int queue,
        @DefaultValue("90d") @DurationMin(hours = 1) @DurationMax(days = 3650) Duration keep,
        @DefaultValue("10000000") @Min(1000) @Max(1_000_000_000) int keepAtMost) {}
