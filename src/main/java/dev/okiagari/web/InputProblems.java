package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Names the field or parameter that is wrong, and says what it should be. */
@Component
class InputProblems {

    private static final String BODY = "body";

    private final Texts texts;

    InputProblems(Texts texts) {
        this.texts = texts;
    }

    /** Empty where the request failed for another reason than its input. */
    List<FieldProblem> errors(Throwable thrown, Locale locale) {
        return switch (thrown) {
            case WebExchangeBindException bind ->
                    bind.getFieldErrors().stream().map(error -> of(error, locale)).toList();
            case HandlerMethodValidationException invalid -> parameters(invalid, locale);
            case MissingRequestValueException missing ->
                    one(missing.getName(), "api.input.missing", locale);
            case ServerWebInputException input -> List.of(of(input, locale));
            default -> List.of();
        };
    }

    private FieldProblem of(ServerWebInputException input, Locale locale) {
        for (Throwable cause = input.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException json) {
                return new FieldProblem(path(json), texts.render(json(json), locale));
            }
            if (cause instanceof TypeMismatchException mismatch) {
                var text = texts.render(allowed(mismatch.getRequiredType()), locale);
                return new FieldProblem(name(input.getMethodParameter()), text);
            }
        }
        return new FieldProblem(BODY, texts.render(Message.of("api.input.unreadable"), locale));
    }

    private static Message json(JacksonException json) {
        return switch (json) {
            case UnrecognizedPropertyException unknown -> known(unknown);
            case InvalidFormatException format -> allowed(format.getTargetType());
            case StreamReadException malformed -> Message.of("api.input.malformed");
            default -> Message.of("api.input.type");
        };
    }

    private static Message known(UnrecognizedPropertyException unknown) {
        var fields = unknown.getKnownPropertyIds();
        return fields == null || fields.isEmpty()
                ? Message.of("api.input.unknown-field")
                : Message.of(
                        "api.input.unknown-field-known",
                        fields.stream()
                                .map(String::valueOf)
                                .sorted()
                                .collect(Collectors.joining(", ")));
    }

    private static Message allowed(@Nullable Class<?> type) {
        if (type == null || !type.isEnum()) {
            return Message.of("api.input.type");
        }
        var words =
                Arrays.stream(type.getEnumConstants())
                        .map(value -> Words.of(((Enum<?>) value).name()))
                        .collect(Collectors.joining(", "));
        return Message.of("api.input.allowed", words);
    }

    private static String path(JacksonException json) {
        var path =
                json.getPath().stream()
                        .map(step ->
                                step.getPropertyName() == null
                                        ? "[" + step.getIndex() + "]"
                                        : "." + step.getPropertyName())
                        .collect(Collectors.joining());
        return path.isEmpty() ? BODY : path.startsWith(".") ? path.substring(1) : path;
    }

    private List<FieldProblem> parameters(HandlerMethodValidationException invalid, Locale locale) {
        return invalid.getParameterValidationResults().stream()
                .flatMap(result ->
                        result.getResolvableErrors().stream()
                                .map(error ->
                                        error instanceof FieldError field
                                                ? of(field, locale)
                                                : new FieldProblem(
                                                        name(result.getMethodParameter()),
                                                        text(error, locale))))
                .toList();
    }

    private FieldProblem of(FieldError error, Locale locale) {
        return new FieldProblem(error.getField(), text(error, locale));
    }

    private String text(MessageSourceResolvable error, Locale locale) {
        var codes = Objects.requireNonNullElse(error.getCodes(), new String[0]);
        var rule = codes.length == 0 ? "" : codes[codes.length - 1];
        var key = "api.input.rule." + rule;
        return texts.has(key)
                ? texts.render(Message.of(key), locale)
                : Objects.requireNonNullElse(error.getDefaultMessage(), rule);
    }

    private List<FieldProblem> one(String field, String key, Locale locale) {
        return List.of(new FieldProblem(field, texts.render(Message.of(key), locale)));
    }

    private static String name(@Nullable MethodParameter parameter) {
        var name = parameter == null ? null : parameter.getParameterName();
        return name == null ? "parameter" : name;
    }
}
