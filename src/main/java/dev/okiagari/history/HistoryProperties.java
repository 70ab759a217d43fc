package dev.okiagari.history;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the history records.
 *
 * @param queue how many observations may wait to be written; more become a gap
 * @param lastWords what is kept of the logs of runs that ended
 */
@ConfigurationProperties("okiagari.history")
@Validated
record HistoryProperties(
        @DefaultValue("100000") @Min(100) @Max(10_000_000) int queue,
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
