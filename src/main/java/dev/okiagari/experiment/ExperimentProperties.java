package dev.okiagari.experiment;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long experiments are watched.
 *
 * @param settle how long a fault that should have no effect is given to prove the forecast wrong
 * @param reaction how long a process that handles a signal is given to end
 * @param recoveryTimeout how long a target is given to be good again
 */
@Validated
@ConfigurationProperties("okiagari.experiment")
record ExperimentProperties(
        @DefaultValue("3s") @DurationMin(seconds = 1) @DurationMax(minutes = 1) Duration settle,
        @DefaultValue("45s") @DurationMin(seconds = 1) @DurationMax(minutes = 10) Duration reaction,
        @DefaultValue("10m") @DurationMin(seconds = 10) @DurationMax(hours = 2)
                Duration recoveryTimeout) {}
