package dev.okiagari.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** The table of {@code docs/hostile-input.md} names tests that there are, and all that are here. */
class TableTests {

    private static final Path TABLE = Path.of("docs", "hostile-input.md");
    private static final Path TESTS = Path.of("src", "test", "java", "dev", "okiagari");
    private static final Pattern NAME = Pattern.compile("`([a-z]+)\\.(\\w+Tests)\\.(\\w+)`");

    @Test
    void eachTestOfTheTableIsThere() throws IOException {
        Set<String> named = named();

        assertThat(named).hasSizeGreaterThan(60).allSatisfy(TableTests::assertIsATest);
    }

    private static void assertIsATest(String name) throws ClassNotFoundException {
        String[] parts = name.split("\\.");
        Class<?> tests = Class.forName("dev.okiagari." + parts[0] + "." + parts[1]);
        assertThat(tests(tests)).as(name).contains(parts[2]);
    }

    @Test
    void eachTestThatIsHereIsInTheTable() throws Exception {
        Set<String> here = new TreeSet<>();
        try (Stream<Path> files = Files.list(TESTS.resolve("hostile"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith("Tests.java")).toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                Class<?> tests = Class.forName("dev.okiagari.hostile." + name);
                tests(tests).forEach(test -> here.add("hostile." + name + "." + test));
            }
        }
        here.removeIf(test -> test.startsWith("hostile.TableTests."));

        assertThat(named()).containsAll(here);
    }

    private static Set<String> tests(Class<?> tests) {
        return Arrays.stream(tests.getDeclaredMethods())
                .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                .map(method -> method.getName())
                .collect(Collectors.toSet());
    }

    private static Set<String> named() throws IOException {
        return NAME.matcher(Files.readString(TABLE))
                .results()
                .map(found -> found.group(1) + "." + found.group(2) + "." + found.group(3))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
