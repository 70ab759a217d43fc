package dev.okiagari;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SettingNamesTests {

    private final SettingNames names =
            new SettingNames(
                    List.of(
                            new Setting("okiagari.data-dir", "java.nio.file.Path"),
                            new Setting(
                                    "okiagari.server.hosts", "java.util.List<java.lang.String>"),
                            new Setting(
                                    "okiagari.cluster.labels",
                                    "java.util.Map<java.lang.String,java.lang.String>"),
                            new Setting("okiagari.security.local", "dev.okiagari.security.Local")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "okiagari.data-dir",
                "okiagari.dataDir",
                "okiagari.data_dir",
                "okiagari.server.hosts[0]",
                "okiagari.cluster.labels.app",
                "okiagari.security.local.user",
                "server.port"
            })
    void takesWhatSpringTakes(String name) {
        assertThatCode(() -> names.check(properties(name))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OKIAGARI_DATA_DIR",
                "OKIAGARI_DATADIR",
                "OKIAGARI_SERVER_HOSTS_0",
                "OKIAGARI_SECURITY_LOCAL_USER",
                "OKIAGARI",
                "PATH"
            })
    void takesWhatSpringTakesFromTheEnvironment(String name) {
        assertThatCode(() -> names.check(variables(name))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "OKIAGARI_SERVICE_HOST, 10.0.0.1",
        "OKIAGARI_SERVICE_PORT, 80",
        "OKIAGARI_SERVICE_PORT_HTTP, 80",
        "OKIAGARI_PORT, tcp://10.0.0.1:80",
        "OKIAGARI_PORT_80_TCP, tcp://10.0.0.1:80",
        "OKIAGARI_PORT_80_TCP_PROTO, tcp",
        "OKIAGARI_PORT_80_TCP_PORT, 80",
        "OKIAGARI_PORT_80_TCP_ADDR, 10.0.0.1",
        "OKIAGARI_DATABASE_PORT_5432_TCP, tcp://10.0.0.2:5432",
        "OKIAGARI_DATABASE_SERVICE_HOST, 10.0.0.2"
    })
    void passesByWhatKubernetesTellsOfAServiceOfThatName(String name, String value) {
        assertThatCode(() -> names.check(variables(name, value))).doesNotThrowAnyException();
    }

    @Test
    void refusesAPortThatSomebodyHasSet() {
        assertThatThrownBy(() -> names.check(variables("OKIAGARI_SERVER_PORT", "8080")))
                .hasMessageStartingWith("There is no setting OKIAGARI_SERVER_PORT.");
    }

    @Test
    void refusesATypingErrorAndNamesTheNearestSetting() {
        assertThatThrownBy(() -> names.check(properties("okiagari.server.host")))
                .isInstanceOf(StartRefused.class)
                .hasMessage(
                        "There is no setting okiagari.server.host. Did you mean okiagari.server.hosts?");
    }

    @Test
    void refusesATypingErrorInTheEnvironment() {
        assertThatThrownBy(() -> names.check(variables("OKIAGARI_DATA_DIRECTORY")))
                .hasMessage(
                        "There is no setting OKIAGARI_DATA_DIRECTORY. Did you mean OKIAGARI_DATA_DIR?");
    }

    @Test
    void refusesAPartOfASettingThatHasNone() {
        assertThatThrownBy(() -> names.check(properties("okiagari.data-dir.x")))
                .isInstanceOf(StartRefused.class);
    }

    private static StandardEnvironment properties(String name) {
        return environment(new MapPropertySource("test", Map.of(name, "x")));
    }

    private static StandardEnvironment variables(String name) {
        return variables(name, "x");
    }

    private static StandardEnvironment variables(String name, String value) {
        return environment(new SystemEnvironmentPropertySource("test", Map.of(name, value)));
    }

    private static StandardEnvironment environment(PropertySource<?> source) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(s -> environment.getPropertySources().remove(s.getName()));
        environment.getPropertySources().addFirst(source);
        return environment;
    }
}
