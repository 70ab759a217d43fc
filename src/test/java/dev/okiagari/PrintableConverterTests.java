package dev.okiagari;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.FileSystemResource;

class PrintableConverterTests {

    private final LoggerContext context = new LoggerContext();
    private final PatternLayout layout = new PatternLayout();

    @BeforeEach
    void startLayoutWithTheApplicationsPattern() throws IOException {
        var yaml = new FileSystemResource("src/main/resources/application.yaml");
        Object pattern =
                new YamlPropertySourceLoader()
                        .load("application", yaml)
                        .getFirst()
                        .getProperty("logging.pattern.console");
        layout.setContext(context);
        layout.getInstanceConverterMap().put("printable", PrintableConverter::new);
        layout.setPattern(String.valueOf(pattern));
        layout.start();
    }

    @Test
    void anEventIsOneLine() {
        assertThat(line("pod {} is gone", null, "web")).endsWith(" INFO  test: pod web is gone\n");
    }

    @Test
    void aLineBreakForgesNoLine() {
        assertThat(line("pod {} is gone", null, "a\r\n2026-01-01 ERROR b"))
                .endsWith("pod a\\r\\n2026-01-01 ERROR b is gone\n")
                .hasLineCount(1);
    }

    @Test
    void anEscapeSequenceReachesNoTerminal() {
        assertThat(line("{}", null, "\u001b[2J\u009b\u202e\u2028"))
                .endsWith("\\u001b[2J\\u009b\\u202e\\u2028\n");
    }

    @Test
    void otherScriptsStayReadable() {
        assertThat(line("{}", null, "起き上がり小法師 \uD83C\uDF8E")).endsWith("起き上がり小法師 \uD83C\uDF8E\n");
    }

    @Test
    void anExceptionIsIndentedSoThatItsMessageForgesNoLine() {
        String text = line("failed", new IllegalStateException("x\n2026 ERROR forged\u001b"));

        assertThat(text.lines().skip(1)).isNotEmpty().allMatch(line -> line.startsWith("    "));
        assertThat(text).doesNotContain("\u001b").contains("PrintableConverterTests");
    }

    private String line(String message, @Nullable Throwable thrown, Object... arguments) {
        var logger = context.getLogger("a.test");
        return layout.doLayout(
                new LoggingEvent("a.Caller", logger, Level.INFO, message, thrown, arguments));
    }
}
