package dev.okiagari.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each text that is named by its end has one, and none is left over. */
class ChangeMessagesTests {

    private static final Path SOURCES = Path.of("src/main/java/dev/okiagari/liveness");
    private static final Pattern CHANGE = Pattern.compile("\\bmessage\\(\\s*\"([a-z.-]+)\"");
    private static final Pattern CAUTION =
            Pattern.compile("\\b(?:caution\\(|add\\(\\s*cautions,)\\s*\"([a-z.-]+)\"");

    @Test
    void textsOfChangesAreThoseThatAreTold() throws IOException {
        assertThat(told(CHANGE)).isEqualTo(written("liveness.change."));
    }

    @Test
    void textsOfCautionsAreThoseThatAreTold() throws IOException {
        assertThat(told(CAUTION)).isEqualTo(written("liveness.caution."));
    }

    private static Set<String> told(Pattern use) throws IOException {
        Set<String> told = new TreeSet<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                use.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(told::add);
            }
        }
        return told;
    }

    private static Set<String> written(String prefix) throws IOException {
        Properties texts = new Properties();
        try (Reader reader =
                Files.newBufferedReader(
                        Path.of("src/main/resources/messages/liveness.properties"))) {
            texts.load(reader);
        }
        List<String> keys =
                texts.stringPropertyNames().stream()
                        .filter(key -> key.startsWith(prefix))
                        .map(key -> key.substring(prefix.length()))
                        .toList();
        return new TreeSet<>(keys);
    }
}
