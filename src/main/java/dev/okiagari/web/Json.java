package dev.okiagari.web;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/** How values look in JSON: times with milliseconds, durations in seconds, words in lower case. */
@Configuration(proxyBeanMethods = false)
class Json {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Bean
    JsonMapperBuilderCustomizer jsonOfOkiagari() {
        var module = new SimpleModule("okiagari");
        module.addSerializer(Instant.class, new InstantWriter());
        module.addSerializer(Duration.class, new DurationWriter());
        module.addDeserializer(Duration.class, new DurationReader());
        return builder ->
                builder.addModule(module)
                        .enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE)
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        // What may not be meant is refused: it could be dryRun.
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    }

    /** A time in UTC, as RFC 3339 has it, always with three digits. */
    static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** Seconds, to the millisecond. */
    static BigDecimal seconds(Duration duration) {
        var seconds = BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros();
        return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
    }

    private static final class InstantWriter extends ValueSerializer<Instant> {
        @Override
        public void serialize(Instant value, JsonGenerator json, SerializationContext context) {
            json.writeString(time(value));
        }
    }

    private static final class DurationWriter extends ValueSerializer<Duration> {
        @Override
        public void serialize(Duration value, JsonGenerator json, SerializationContext context) {
            json.writeNumber(seconds(value));
        }
    }

    private static final class DurationReader extends ValueDeserializer<Duration> {
        private static final BigDecimal LONGEST =
                BigDecimal.valueOf(Duration.ofDays(3650).toSeconds());

        @Override
        public Duration deserialize(JsonParser json, DeserializationContext context) {
            if (!json.currentToken().isNumeric()) {
                return context.reportInputMismatch(Duration.class, "a number of seconds is needed");
            }
            var seconds = json.getDecimalValue();
            if (seconds.abs().compareTo(LONGEST) > 0) {
                return context.reportInputMismatch(Duration.class, "out of range");
            }
            return Duration.ofMillis(seconds.movePointRight(3).longValue());
        }
    }
}
