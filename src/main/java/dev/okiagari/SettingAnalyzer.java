package dev.okiagari;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationErrors;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** A setting whose value does not fit: names it, its value, and what it must be. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class SettingAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private static final Pattern SECRET = Pattern.compile("password|secret|token");

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        BindValidationException invalid = findCause(cause, BindValidationException.class);
        String sentence =
                invalid == null ? unfit(cause) : outOfRange(invalid.getValidationErrors());
        return new FailureAnalysis(sentence, "", cause);
    }

    private static String outOfRange(ValidationErrors errors) {
        return errors.getAllErrors().stream()
                .map(error -> outOfRange(errors, error))
                .collect(Collectors.joining(" "));
    }

    private static String outOfRange(ValidationErrors errors, ObjectError error) {
        String message = String.valueOf(error.getDefaultMessage());
        if (message.startsWith(Setting.PREFIX)) {
            return message + ".";
        }
        if (error instanceof FieldError field) {
            String name = errors.getName() + "." + dashed(field.getField());
            return "%s is %s, but %s."
                    .formatted(name, shown(name, field.getRejectedValue()), message);
        }
        return "%s: %s.".formatted(errors.getName(), message);
    }

    private static String unfit(BindException cause) {
        ConfigurationProperty property = cause.getProperty();
        Throwable reason = NestedExceptionUtils.getMostSpecificCause(cause);
        if (property == null) {
            return "%s cannot be read: %s.".formatted(cause.getName(), reason.getMessage());
        }
        String name = property.getName().toString();
        return "%s is %s, which it cannot be: %s."
                .formatted(name, shown(name, property.getValue()), reason.getMessage());
    }

    private static Object shown(String name, @Nullable Object value) {
        if (value == null) {
            return "not set";
        }
        return SECRET.matcher(name).find() ? "***" : value;
    }

    private static String dashed(String field) {
        return field.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
