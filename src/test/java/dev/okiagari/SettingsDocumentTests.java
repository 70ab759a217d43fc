package dev.okiagari;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written of the settings is what the code says of them. */
class SettingsDocumentTests {

    private static final Path PAGE = Path.of("docs", "settings.md");

    /** What is no setting: a label's domain, a lock file, a host. */
    private static final Pattern NAMED =
            Pattern.compile(
                    "(?<![\\w./@-])okiagari\\.(?!dev\\b|lock\\b|okiagari\\b|example\\b)[a-z][\\w.\\[\\]-]*\\w");

    /** {@code -Dokiagari.docs.write=true} writes it. */
    @Test
    void pageIsWhatTheCodeSays() throws IOException {
        if (Boolean.getBoolean("okiagari.docs.write")) {
            Files.writeString(PAGE, SettingsDocument.written());
        }
        assertThat(PAGE).content().isEqualTo(SettingsDocument.written());
    }

    static Stream<Path> pages() throws IOException {
        return Stream.concat(
                Stream.of(
                        Path.of("README.md"), Path.of("RATIONALE.md"), Path.of("CONTRIBUTING.md")),
                Files.list(Path.of("docs")).filter(file -> file.toString().endsWith(".md")));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void settingsThatAreNamedExist(Path page) throws IOException {
        SettingNames names = SettingMetadata.read();
        Matcher named = NAMED.matcher(Files.readString(page));
        while (named.find()) {
            assertThat(names.settings())
                    .as(named.group())
                    .anyMatch(one ->
                            one.name().startsWith(named.group().replace("[n]", ""))
                                    || one.isProperty(named.group().replace("[n]", "[0]")));
        }
    }
}
