package dev.okiagari;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code docs/settings.md}, from what the records of settings say of themselves: their comments,
 * which the compiler has gathered, their defaults, and the bounds that they check.
 */
final class SettingsDocument {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final String HEAD =
            """
            # Settings

            As arguments (`--okiagari.cluster.mode=practice`), environment variables (`OKIAGARI_CLUSTER_MODE=practice`: capitals, `_` for
            each dot, no dash) or in `application.yaml` beside the jar. A setting that does not exist, or is out of its bounds, stops the start with
            a sentence. Lists are written with commas, times such as `30s`, `5m`, `8h` or `90d`.

            This page is made from the code; those that are Spring Boot's own and matter here are in the README.
            """;

    private static final List<ChronoUnit> UNITS =
            List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS);

    private final JsonNode metadata;
    private final Map<String, String> bounds = new LinkedHashMap<>();

    private SettingsDocument(JsonNode metadata) {
        this.metadata = metadata;
        for (Class<?> type : records()) {
            ConfigurationProperties prefix = type.getAnnotation(ConfigurationProperties.class);
            bound(prefix.value(), type);
        }
    }

    static String written() {
        return new SettingsDocument(JsonMapper.shared().readTree(compiled())).text();
    }

    /** The tests have settings of their own, in a file of the same name. */
    private static String compiled() {
        try {
            Path classes =
                    Path.of(
                            Setting.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            return Files.readString(classes.resolve(METADATA));
        } catch (IOException | URISyntaxException unread) {
            throw new IllegalStateException(unread);
        }
    }

    private static List<Class<?>> records() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scanner.findCandidateComponents("dev.okiagari").stream()
                .<Class<?>>map(found ->
                        ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                .filter(Class::isRecord)
                .toList();
    }

    private void bound(String prefix, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + "." + dashed(component.getName());
            if (component.getType().isRecord()) {
                bound(name, component.getType());
            } else {
                bounds.put(name, bound(component));
            }
        }
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String bound(RecordComponent component) {
        if (component.getType().isEnum()) {
            return Arrays.stream(component.getType().getEnumConstants())
                    .map(one ->
                            "`"
                                    + String.valueOf(one).toLowerCase(Locale.ROOT).replace('_', '-')
                                    + "`")
                    .collect(Collectors.joining(", "));
        }
        if (component.getType() == boolean.class) {
            return "`true`, `false`";
        }
        // the constraints are on the accessor, as on all that a component becomes
        return range(component.getAccessor());
    }

    private static String range(AnnotatedElement part) {
        var min = part.getAnnotation(Min.class);
        var max = part.getAnnotation(Max.class);
        var decimalMin = part.getAnnotation(DecimalMin.class);
        var decimalMax = part.getAnnotation(DecimalMax.class);
        var shortest = part.getAnnotation(DurationMin.class);
        var longest = part.getAnnotation(DurationMax.class);
        if (min != null && max != null) {
            return min.value() + " to " + max.value();
        }
        if (decimalMin != null && decimalMax != null) {
            return decimalMin.value() + " to " + decimalMax.value();
        }
        return shortest == null || longest == null
                ? ""
                : shown(length(shortest)) + " to " + shown(length(longest));
    }

    private static Duration length(DurationMin least) {
        return Duration.ofDays(least.days())
                .plusHours(least.hours())
                .plusMinutes(least.minutes())
                .plusSeconds(least.seconds())
                .plusMillis(least.millis());
    }

    private static Duration length(DurationMax most) {
        return Duration.ofDays(most.days())
                .plusHours(most.hours())
                .plusMinutes(most.minutes())
                .plusSeconds(most.seconds())
                .plusMillis(most.millis());
    }

    /** In the coarsest unit that is exact. */
    private static String shown(Duration length) {
        ChronoUnit unit =
                UNITS.stream()
                        .filter(one -> length.toMillis() % one.getDuration().toMillis() == 0)
                        .findFirst()
                        .orElse(ChronoUnit.MILLIS);
        return DurationStyle.SIMPLE.print(length, length.isZero() ? ChronoUnit.SECONDS : unit);
    }

    private String text() {
        Map<String, List<JsonNode>> groups =
                StreamSupport.stream(metadata.path("properties").spliterator(), false)
                        .filter(one -> name(one).startsWith(Setting.PREFIX))
                        .collect(
                                Collectors.groupingBy(
                                        one -> group(name(one)),
                                        TreeMap::new,
                                        Collectors.toList()));
        StringBuilder text = new StringBuilder(HEAD);
        groups.forEach((group, settings) -> {
            text.append("\n## `").append(group).append("`\n\n");
            String about = about(group);
            if (about != null) {
                text.append(about).append("\n\n");
            }
            text.append("| setting | default | may be | |\n|---|---|---|---|\n");
            settings.stream().map(this::row).forEach(text::append);
        });
        return text.toString();
    }

    private static String group(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** What the first of the records says of itself whose settings these are. */
    private @Nullable String about(String group) {
        return StreamSupport.stream(metadata.path("groups").spliterator(), false)
                .filter(one -> name(one).equals(group) && one.has("description"))
                .map(one -> markdown(one.path("description").asString()))
                .findFirst()
                .orElse(null);
    }

    private String row(JsonNode setting) {
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        name(setting),
                        given(setting.path("defaultValue")),
                        bounds.getOrDefault(name(setting), ""),
                        markdown(setting.path("description").asString()));
    }

    private static String given(JsonNode value) {
        String text =
                value.isArray()
                        ? StreamSupport.stream(value.spliterator(), false)
                                .map(JsonNode::asString)
                                .collect(Collectors.joining(","))
                        : value.asString("");
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    private static String name(JsonNode one) {
        return ConfigurationPropertyName.of(one.path("name").asString()).toString();
    }

    private static String markdown(String comment) {
        return comment.replaceAll("\\s+", " ")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replace("|", "\\|");
    }
}
