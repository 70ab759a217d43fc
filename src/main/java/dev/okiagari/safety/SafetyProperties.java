package dev.okiagari.safety;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where, when and how many at once nobody may inject, whatever else is set.
 *
 * @param protectedNamespaces where nobody may inject, whatever else is set: names or patterns with
 *     {@code *}
 * @param maxExperiments how many experiments may run at once
 * @param workloadShare percent of a workload's pods that may be down at once, rounded up: those
 *     that are not ready, those being experimented on, and the target
 * @param namespaceShare percent of a namespace's pods that may be down at once, counted alike
 * @param quietHours when nothing is knocked over: {@code Mon-Fri 18:00-08:00 Europe/Berlin,
 *     Sat-Sun}. The days are those on which a window begins; the zone is UTC where none is named
 */
@Validated
@ConfigurationProperties("okiagari.safety")
record SafetyProperties(
        @DefaultValue({"kube-*", "openshift*"}) List<String> protectedNamespaces,
        @DefaultValue("5") @Min(1) @Max(1000) int maxExperiments,
        @DefaultValue("80") @Min(1) @Max(100) int workloadShare,
        @DefaultValue("66") @Min(1) @Max(100) int namespaceShare,
        @DefaultValue List<String> quietHours) {

    SafetyProperties {
        protectedNamespaces = List.copyOf(protectedNamespaces);
        quietHours = List.copyOf(quietHours);
    }

    @AssertTrue(
            message =
                    "okiagari.safety.quiet-hours must be windows of days, hours or both, and a time"
                            + " zone where it is not UTC, such as Mon-Fri 18:00-08:00 Europe/Berlin,"
                            + " Sat-Sun")
    boolean isQuietHoursReadable() {
        return quietWindows().size() == quietHours.size();
    }

    List<QuietWindow> quietWindows() {
        return quietHours.stream().map(QuietWindow::parse).flatMap(Optional::stream).toList();
    }
}
