package dev.okiagari;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import dev.okiagari.cluster.About;
import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.WorkloadRef;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lines for machines: one an event, with other people's words in no place but their own. */
class PrintableJsonEncoderTests {

    private static final JsonMapper JSON = new JsonMapper();

    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private final Logger log = context.getLogger("a.test");

    PrintableJsonEncoderTests() {
        context.putObject(
                Environment.class.getName(),
                new MockEnvironment().withProperty("spring.application.name", "okiagari"));
        context.setMDCAdapter(new LogbackMDCAdapter());
        events.start();
        log.setLevel(Level.INFO);
        log.addAppender(events);
    }

    static List<String> names() {
        return List.of(
                "a\nb",
                "a\r\n{\"message\":\"forged\"}",
                "a\",\"pod\":\"forged",
                "a\\",
                "\u001b[31mred\u001b]0;title\u0007",
                "\u009b2J",
                "\u202ereversed\u2066",
                "a\u2028b\u2029c\u0085d",
                "\u007f\u0000",
                "tag \udb40\udc41",
                "起き上がり小法師 \uD83C\uDF8E");
    }

    @ParameterizedTest
    @MethodSource("names")
    void fieldsOfAPodAreWhatItIsCalledWhateverThatIs(String name) {
        ContainerRef container = new ContainerRef(new PodRef("ns " + name, name, "uid"), name);

        About.workload(
                        About.container(log.atWarn(), container),
                        new WorkloadRef("ns", "Deployment", name))
                .setCause(new IllegalStateException(name))
                .log("pod {} cannot be read", name);

        for (JsonNode line : List.of(line("ecs"), line("logstash"))) {
            assertThat(line.path("message").asString())
                    .isEqualTo("pod " + name + " cannot be read");
            assertThat(line.path("namespace").asString()).isEqualTo("ns " + name);
            assertThat(line.path("pod").asString()).isEqualTo(name);
            assertThat(line.path("workload").asString()).isEqualTo("Deployment/" + name);
        }
        assertThat(line("ecs").path("container").path("name").asString()).isEqualTo(name);
        assertThat(line("logstash").path("container.name").asString()).isEqualTo(name);
    }

    @Test
    void aLineHasOnlyTheFieldsThatAreKnown() {
        About.container(log.atInfo(), "shop", null, null).log("x");

        assertThat(line("ecs").path("namespace").asString()).isEqualTo("shop");
        assertThat(line("ecs").has("pod")).isFalse();
        assertThat(line("ecs").has("container")).isFalse();
    }

    /** The last event, which is one line of what a terminal shows as it is. */
    private JsonNode line(String format) {
        PrintableJsonEncoder encoder = new PrintableJsonEncoder();
        encoder.setContext(context);
        encoder.setFormat(format);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.start();
        String line = new String(encoder.encode(events.list.getLast()), StandardCharsets.UTF_8);
        assertThat(line).endsWith("}\n").hasLineCount(1);
        assertThat(line.strip()).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
        return JSON.readTree(line);
    }
}
