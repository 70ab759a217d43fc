package dev.okiagari.safety;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** The settings of the guards: their defaults and their limits. */
class SafetyPropertiesTests {

    private final ApplicationContextRunner context =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                    .withUserConfiguration(Settings.class);

    @Test
    void whatIsNotSetHasADefault() {
        context.run(started -> {
            SafetyProperties properties = started.getBean(SafetyProperties.class);
            assertThat(properties.protectedNamespaces()).containsExactly("kube-*", "openshift*");
            assertThat(properties.maxExperiments()).isEqualTo(5);
            assertThat(properties.workloadShare()).isEqualTo(80);
            assertThat(properties.namespaceShare()).isEqualTo(66);
            assertThat(properties.quietHours()).isEmpty();
        });
    }

    @Test
    void everyOneCanBeSet() {
        context.withPropertyValues(
                        "okiagari.safety.protected-namespaces=prod",
                        "okiagari.safety.max-experiments=2",
                        "okiagari.safety.workload-share=50",
                        "okiagari.safety.namespace-share=10",
                        "okiagari.safety.quiet-hours=Mon-Fri 18:00-08:00 Europe/Berlin, Sat-Sun")
                .run(started ->
                        assertThat(started.getBean(SafetyProperties.class))
                                .isEqualTo(
                                        new SafetyProperties(
                                                java.util.List.of("prod"),
                                                2,
                                                50,
                                                10,
                                                java.util.List.of(
                                                        "Mon-Fri 18:00-08:00 Europe/Berlin",
                                                        "Sat-Sun"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max-experiments=0",
                "workload-share=0",
                "workload-share=101",
                "namespace-share=0",
                "namespace-share=101",
                "quiet-hours=tonight"
            })
    void whatIsOutOfRangeStopsTheStart(String setting) {
        context.withPropertyValues("okiagari.safety." + setting)
                .run(started -> assertThat(started).hasFailed());
    }

    @Test
    void hoursThatCannotBeReadAreNamed() {
        context.withPropertyValues("okiagari.safety.quiet-hours=Sat-Sun,Mon-Fry")
                .run(started ->
                        assertThat(started)
                                .getFailure()
                                .rootCause()
                                .hasMessageContaining("okiagari.safety.quiet-hours must be"));
    }

    /** Nothing but the settings. */
    @Configuration
    @EnableConfigurationProperties(SafetyProperties.class)
    static class Settings {}
}
