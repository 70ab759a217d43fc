package dev.okiagari.history;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the history records.
 *
 * @param queue how many observations may wait to be written; more become a gap
 */
@ConfigurationProperties("okiagari.history")
@Validated
record HistoryProperties(@DefaultValue("100000") @Min(100) @Max(10_000_000) int queue) {}
