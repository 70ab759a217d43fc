package dev.okiagari.replica;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Several processes on one PostgreSQL, of which one records.
 *
 * @param enabled whether there are several processes on one PostgreSQL, of which one records; also
 *     one alone then needs a Lease. Refused with H2, and on the practice cluster
 * @param lease the name of the Lease by which the one that records is elected
 * @param namespace where the Lease is; where this is not set, the one of the service account or of
 *     the kubeconfig's context
 * @param leaseDuration after how long without a sign of the one that records another is elected
 * @param renewDeadline after how long without being able to renew the Lease one gives it up
 * @param retryPeriod how often the Lease is renewed, or tried for
 */
@ConfigurationProperties("okiagari.replicas")
@Validated
record ReplicasProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("okiagari") @NotBlank String lease,
        @Nullable String namespace,
        @DefaultValue("15s") @DurationMin(seconds = 2) @DurationMax(minutes = 5)
                Duration leaseDuration,
        @DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(minutes = 5)
                Duration renewDeadline,
        @DefaultValue("2s") @DurationMin(millis = 200) @DurationMax(minutes = 1)
                Duration retryPeriod) {

    /** The order that the elector asks for: with jitter a retry takes up to 2.2 times as long. */
    private static final double JITTER = 2.2;

    @AssertTrue(
            message =
                    "okiagari.replicas.lease-duration must be longer than renew-deadline, and that"
                            + " longer than 2.2 times retry-period")
    boolean isInOrder() {
        return leaseDuration.compareTo(renewDeadline) > 0
                && renewDeadline.toMillis() > retryPeriod.toMillis() * JITTER;
    }
}
