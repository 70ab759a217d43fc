package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferencesTests {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/experiments/1?tab=a&x=%20", "/containers/a/b#c"})
    void aPathOfOursIsGoneBackTo(String path) {
        assertThat(Preferences.LocalPath.of(path)).isEqualTo(URI.create(path));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "https://evil.example",
                "javascript:alert(1)",
                "evil",
                "/a\r\nSet-Cookie: x=y",
                "/a\\b",
                "/%zz",
                "/日本"
            })
    void everythingElseLeadsToTheFirstPage(String path) {
        assertThat(Preferences.LocalPath.of(path)).isEqualTo(URI.create("/"));
    }
}
