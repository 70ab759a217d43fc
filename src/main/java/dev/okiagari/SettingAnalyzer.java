package dev.okiagari;

import java.util.Locale;
import java.util.stream.Collectors;
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
        return error instanceof FieldError field
                ? "%s.%s is %s, but %s."
                        .formatted(
                                errors.getName(),
                                dashed(field.getField()),
                                field.getRejectedValue(),
                                field.getDefaultMessage())
                : "%s: %s.".formatted(errors.getName(), error.getDefaultMessage());
    }

    private static String unfit(BindException cause) {
        ConfigurationProperty property = cause.getProperty();
        Throwable reason = NestedExceptionUtils.getMostSpecificCause(cause);
        return property == null
                ? "%s cannot be read: %s.".formatted(cause.getName(), reason.getMessage())
                : "%s is %s, which it cannot be: %s."
                        .formatted(property.getName(), property.getValue(), reason.getMessage());
    }

    private static String dashed(String field) {
        return field.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
