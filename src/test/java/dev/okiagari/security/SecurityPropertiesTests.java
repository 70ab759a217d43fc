package dev.okiagari.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                .withPropertyValues("okiagari.security.mode=saml")
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

    @Test
    void aProviderWithWhatItTakesIsAccepted() {
        provider().run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    okiagari.security.oidc.issuer=                                | issuer
                    okiagari.security.oidc.issuer=http://sso.example.org          | issuer
                    okiagari.security.oidc.issuer=ftp://sso.example.org           | issuer
                    okiagari.security.oidc.issuer=https://u:p@sso.example.org     | issuer
                    okiagari.security.oidc.issuer=https://sso.example.org/?a=b    | issuer
                    okiagari.security.oidc.issuer=http://localhost.example.org    | issuer
                    okiagari.security.oidc.client-id=                             | client-id
                    okiagari.security.oidc.client-secret=                         | client-secret
                    okiagari.security.oidc.scopes=profile                         | scopes
                    okiagari.security.oidc.default-role=owner                     | default-role
                    okiagari.security.oidc.roles[0].admin=a/b                     | roles[0]
                    okiagari.security.oidc.roles[0].group=                        | roles[0]
                    okiagari.security.oidc.remember=0s                            | remember
                    okiagari.security.oidc.ca-file=/there/is/none                 | ca-file
                    """)
    void aProviderThatCannotBeMeantIsRefused(String setting, String named) {
        provider()
                .withPropertyValues(setting)
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .hasStackTraceContaining("okiagari.security.oidc." + named)
                                .satisfies(failure ->
                                        assertThat(failure.toString())
                                                .doesNotContain("s3cret-of-the-client")));
    }

    @Test
    void aProviderThatLetsNobodyInIsRefused() {
        oidc().run(context ->
                assertThat(context).getFailure().hasStackTraceContaining("nobody could come in"));
    }

    @Test
    void plainHttpIsForThisMachineOnly() {
        provider()
                .withPropertyValues("okiagari.security.oidc.issuer=http://127.0.0.1:9000/realm")
                .run(context -> assertThat(context).hasNotFailed());
    }

    private ApplicationContextRunner provider() {
        return oidc().withPropertyValues("okiagari.security.oidc.roles[0].group=sre");
    }

    private ApplicationContextRunner oidc() {
        return application
                .withUserConfiguration(OidcCheck.class)
                .withPropertyValues(
                        "okiagari.security.mode=oidc",
                        "okiagari.security.oidc.issuer=https://sso.example.org",
                        "okiagari.security.oidc.client-id=okiagari",
                        "okiagari.security.oidc.client-secret=s3cret-of-the-client");
    }

    @EnableConfigurationProperties({SecurityProperties.class, ServerProperties.class})
    @Import(OpenModeCheck.class)
    static class Settings {}
}
