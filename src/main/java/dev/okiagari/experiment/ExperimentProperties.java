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
 * @param fresh how old a look into the processes may be that an injection goes by; what it aims at
 *     is compared again in any case
 * @param events whether each experiment leaves a Kubernetes event at its pod, which {@code kubectl
 *     describe pod} shows; takes {@code create} on {@code events}, and goes on without
 * @param ephemeralContainer for images without a shell
 * @param nodeHelper for what only the node can do
 */
@Validated
@ConfigurationProperties("okiagari.experiment")
record ExperimentProperties(
        @DefaultValue("3s") @DurationMin(seconds = 1) @DurationMax(minutes = 1) Duration settle,
        @DefaultValue("45s") @DurationMin(seconds = 1) @DurationMax(minutes = 10) Duration reaction,
        @DefaultValue("10m") @DurationMin(seconds = 10) @DurationMax(hours = 2)
                Duration recoveryTimeout,
        @DefaultValue("60s") @DurationMin(seconds = 0) @DurationMax(minutes = 10) Duration fresh,
        @DefaultValue("true") boolean events,
        @DefaultValue EphemeralContainer ephemeralContainer,
        @DefaultValue NodeHelper nodeHelper) {

    /**
     * A container that is added to a pod whose images have no way to signal. It stays in the pod's
     * specification until the pod goes.
     *
     * @param image an image with a shell, added to pods whose images have no way to signal; off
     *     where this is empty
     */
    record EphemeralContainer(@DefaultValue("") String image) {

        boolean isOff() {
            return image.isBlank();
        }
    }

    /**
     * A short-lived privileged pod on the target's node, the only way to stop or kill PID 1.
     *
     * @param image an image with a shell for a short-lived privileged pod on the target's node, the
     *     only way to stop or kill PID 1; off where this is empty
     * @param namespace where the node helper's pods are made
     */
    record NodeHelper(@DefaultValue("") String image, @DefaultValue("okiagari") String namespace) {

        boolean isOff() {
            return image.isBlank();
        }
    }
}
