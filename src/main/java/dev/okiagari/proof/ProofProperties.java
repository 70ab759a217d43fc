package dev.okiagari.proof;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a proof takes.
 *
 * @param watch how long the first hang of a proof is watched at least, which nothing may notice
 * @param rolloutTimeout how long the pods are given to come back with the changed probe
 */
@Validated
@ConfigurationProperties("okiagari.proof")
record ProofProperties(
        @DefaultValue("3m") @DurationMin(seconds = 10) @DurationMax(minutes = 50) Duration watch,
        @DefaultValue("10m") @DurationMin(seconds = 10) @DurationMax(hours = 2)
                Duration rolloutTimeout) {}
