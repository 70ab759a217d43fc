package dev.okiagari;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageBundleTests {

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path BUNDLES = Path.of("src", "main", "resources", "messages");
    private static final Pattern USE =
            Pattern.compile("Message\\s*\\.of\\(\\s*\"([^\"]+)\"\\s*[,)]");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)");

    static Stream<String> bundles() throws IOException {
        // The first line is there when no package has a bundle yet.
        return Stream.concat(
                        Stream.of("none"),
                        files(BUNDLES, ".properties").map(MessageBundleTests::bundle))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void bothLanguagesHaveTheSameKeys(String bundle) throws IOException {
        assertThat(japanese(bundle).stringPropertyNames())
                .isEqualTo(english(bundle).stringPropertyNames());
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void bothLanguagesSayTheSameThings(String bundle) throws IOException {
        Properties japanese = japanese(bundle);
        english(bundle)
                .forEach((key, text) ->
                        assertThat(placeholders(japanese.getProperty((String) key)))
                                .as("placeholders of %s", key)
                                .isEqualTo(placeholders((String) text)));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void keysBeginWithTheNameOfTheirPackage(String bundle) throws IOException {
        assertThat(english(bundle).stringPropertyNames())
                .allMatch(key -> key.startsWith(bundle + "."));
    }

    @Test
    void everyMessageInTheCodeHasAText() throws IOException {
        Set<String> texts = new TreeSet<>();
        for (String bundle : bundles().toList()) {
            texts.addAll(english(bundle).stringPropertyNames());
        }
        Set<String> uses = new TreeSet<>();
        for (Path source : files(SOURCES, ".java").toList()) {
            USE.matcher(Files.readString(source))
                    .results()
                    .map(use -> use.group(1))
                    .forEach(uses::add);
        }
        uses.removeAll(texts);
        assertThat(uses).as("keys that no bundle has").isEmpty();
    }

    private static Set<String> placeholders(String text) {
        new MessageFormat(text);
        return PLACEHOLDER
                .matcher(text.replace("''", "").replaceAll("'[^']*'", ""))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties english(String bundle) throws IOException {
        return load(BUNDLES.resolve(bundle + ".properties"));
    }

    private static Properties japanese(String bundle) throws IOException {
        return load(BUNDLES.resolve(bundle + "_ja.properties"));
    }

    private static Properties load(Path path) throws IOException {
        Properties properties = new Properties();
        if (Files.exists(path)) {
            try (Reader reader = Files.newBufferedReader(path)) {
                properties.load(reader);
            }
        }
        return properties;
    }

    private static Stream<Path> files(Path root, String suffix) throws IOException {
        if (!Files.exists(root)) {
            return Stream.empty();
        }
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> path.toString().endsWith(suffix)).toList().stream();
        }
    }

    private static String bundle(Path path) {
        return String.valueOf(path.getFileName()).replaceAll("(_ja)?\\.properties$", "");
    }
}
