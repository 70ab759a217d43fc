package dev.okiagari.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Import;

class SecurityPropertiesTests {

    private final ApplicationContextRunner application =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                    .withUserConfiguration(Settings.class)
                    .withPropertyValues("server.address=127.0.0.1");

    @Test
    void withoutSettingsNobodyLogsIn() {
        application.run(context -> {
            var properties = context.getBean(SecurityProperties.class);
            assertThat(properties.mode()).isEqualTo(SecurityMode.OPEN);
            assertThat(properties.local().user()).isEqualTo("admin");
            assertThat(properties.local().chosenPassword()).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.address=0.0.0.0", "server.address=192.0.2.1"})
    void openModeIsRefusedWhereOthersCouldConnect(String address) {
        application
                .withPropertyValues(address)
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .rootCause()
                                .hasMessageContaining("okiagari.security.mode"));
    }

    @Test
    void localModeMayListenAnywhere() {
        application
                .withPropertyValues("server.address=0.0.0.0", "okiagari.security.mode=local")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void anUnknownModeIsRefused() {
        application
                .withPropertyValues("okiagari.security.mode=oidc")
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .hasStackTraceContaining("okiagari.security.mode"));
    }

    @Test
    void aPasswordLongerThanItsHashTakesIsRefused() {
        application
                .withPropertyValues("okiagari.security.local.password=" + "x".repeat(73))
                .run(context ->
                        assertThat(context).getFailure().hasStackTraceContaining("72 bytes"));
    }

    @EnableConfigurationProperties({SecurityProperties.class, ServerProperties.class})
    @Import(OpenModeCheck.class)
    static class Settings {}
}
