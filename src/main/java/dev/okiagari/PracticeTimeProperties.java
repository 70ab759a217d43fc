package dev.okiagari;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How fast time goes by.
 *
 * @param speed how fast the practice cluster's time goes by: seconds of it in one real second; only
 *     with {@code okiagari.cluster.mode=practice}
 */
@Validated
@ConfigurationProperties("okiagari.practice")
record PracticeTimeProperties(
        @DefaultValue("1")
                @DecimalMin(value = "0.1", message = "must be between 0.1 and 1000")
                @DecimalMax(value = "1000", message = "must be between 0.1 and 1000")
                double speed) {}
