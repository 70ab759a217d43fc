package dev.okiagari.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every key that the history speaks has a text, and every text is spoken. */
class HistoryMessagesTests {

    private static final Pattern KEY =
            Pattern.compile("\"(history\\.(?:evidence|gap|words|replaced)\\.[a-z-]+)\"");

    @ParameterizedTest
    @ValueSource(strings = {"en", "ja"})
    void everyKeyHasAText(String language) {
        ResourceBundle bundle =
                ResourceBundle.getBundle(
                        "messages.history",
                        Locale.of(language),
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES));
        assertThat(bundle.keySet()).containsAll(spoken());
    }

    @Test
    void everyTextIsSpoken() {
        ResourceBundle bundle = ResourceBundle.getBundle("messages.history", Locale.ROOT);
        assertThat(bundle.keySet()).containsExactlyInAnyOrderElementsOf(spoken());
    }

    private static Set<String> spoken() {
        Set<String> keys = new TreeSet<>(inSources());
        for (RestartCause cause : RestartCause.values()) {
            keys.add("history.cause." + cause.text());
        }
        for (ReplacementCause cause : ReplacementCause.values()) {
            keys.add("history.replacement." + cause.text());
            keys.add("history.replaced." + cause.text());
        }
        for (GapReason reason : GapReason.values()) {
            keys.add("history.reason." + reason.text());
        }
        keys.addAll(
                Set.of(
                        "history.gap.before",
                        "history.gap.pods-vanished",
                        "history.gap.unwatched",
                        "history.gap.overflow",
                        "history.gap.database-away"));
        return keys;
    }

    private static Set<String> inSources() {
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/dev/okiagari/history"))) {
            Set<String> keys = new TreeSet<>();
            sources.map(HistoryMessagesTests::read)
                    .forEach(source ->
                            KEY.matcher(source)
                                    .results()
                                    .forEach(found -> keys.add(found.group(1))));
            return keys;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
