package dev.okiagari.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTests {

    private final AllowedHosts hosts = new AllowedHosts(Set.of("Okiagari.example", "fd00::7"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:8080",
                "127.0.0.1:8080",
                "127.200.3.4",
                "[::1]:80",
                "okiagari.example",
                "OKIAGARI.example:443",
                "[fd00::7]:8080"
            })
    void loopbackAndListedNamesAreOurs(String host) {
        assertThat(hosts.allow(host)).isTrue();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "evil.example",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "evil.example:127.0.0.1",
                "localhost:8080@evil.example",
                "128.0.0.1",
                "::1",
                "[::1].evil.example",
                "*"
            })
    void everyOtherNameIsNot(String host) {
        assertThat(hosts.allow(host)).isFalse();
    }

    @Test
    void aStarIsNoWildcard() {
        assertThat(new AllowedHosts(Set.of("*")).allow("evil.example")).isFalse();
    }
}
