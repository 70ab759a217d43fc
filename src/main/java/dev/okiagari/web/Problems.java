package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.database.DatabaseTrouble;
import dev.okiagari.safety.NotPermitted;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;

/** Says in a person's language why a request failed, and nothing of our insides. */
@Component
class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final Texts texts;
    private final InputProblems input;

    Problems(Texts texts, InputProblems input) {
        this.texts = texts;
        this.input = input;
    }

    /**
     * The problem behind what was thrown.
     *
     * @param request what the log line of a fault of ours is found by
     */
    Problem of(Throwable thrown, String request, Locale locale) {
        return switch (thrown) {
            case ApiProblem problem -> of(problem, locale);
            case NotPermitted refused -> of(refused, locale);
            case ErrorResponse response -> of(response, thrown, request, locale);
            default -> other(thrown, request, locale);
        };
    }

    private Problem of(NotPermitted refused, Locale locale) {
        return problem(
                HttpStatus.FORBIDDEN.value(),
                texts.render(refused.reason(), locale),
                List.of(),
                Map.of("role", refused.role().word()),
                locale);
    }

    private Problem of(ApiProblem problem, Locale locale) {
        var detail = texts.render(problem.detail(), locale);
        var errors =
                problem.fields().stream()
                        .map(field ->
                                new FieldProblem(
                                        field.name(), texts.render(field.message(), locale)))
                        .toList();
        return problem(problem.status().value(), detail, errors, problem.properties(), locale);
    }

    private Problem of(ErrorResponse response, Throwable thrown, String request, Locale locale) {
        var status = response.getStatusCode().value();
        if (status >= HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            return ours(thrown, request, locale);
        }
        var errors = input.errors(thrown, locale);
        return problem(status, detail(response, status, errors, locale), errors, Map.of(), locale);
    }

    private Problem other(Throwable thrown, String request, Locale locale) {
        return DatabaseTrouble.of(thrown)
                .map(reason -> databaseIsAway(reason, locale))
                .orElseGet(() -> ours(thrown, request, locale));
    }

    private Problem databaseIsAway(Message reason, Locale locale) {
        var detail =
                texts.render(
                        Message.of("api.problem.database", texts.render(reason, locale)), locale);
        var status = HttpStatus.SERVICE_UNAVAILABLE.value();
        return problem(status, detail, List.of(), Map.of(), locale);
    }

    private Problem ours(Throwable thrown, String request, Locale locale) {
        LOG.error("Request {} failed", request, thrown);
        var detail = texts.render(Message.of("api.problem.500", request), locale);
        var status = HttpStatus.INTERNAL_SERVER_ERROR.value();
        return problem(status, detail, List.of(), Map.of(), locale);
    }

    private String detail(
            ErrorResponse response, int status, List<FieldProblem> errors, Locale locale) {
        if (!errors.isEmpty()) {
            var first = errors.getFirst();
            return texts.render(
                    Message.of("api.problem.field", first.field(), first.message()), locale);
        }
        if (texts.has(response.getDetailMessageCode())) {
            return texts.render(own(response), locale);
        }
        var key = "api.problem." + status;
        return texts.render(Message.of(texts.has(key) ? key : "api.problem.other"), locale);
    }

    private static Message own(ErrorResponse response) {
        var arguments = response.getDetailMessageArguments();
        return new Message(
                response.getDetailMessageCode(),
                arguments == null
                        ? List.of()
                        : Arrays.stream(arguments).map(Objects::toString).toList());
    }

    private Problem problem(
            int status,
            String detail,
            List<FieldProblem> errors,
            Map<String, Object> properties,
            Locale locale) {
        var key = "api.title." + status;
        var title = texts.render(Message.of(texts.has(key) ? key : "api.title.other"), locale);
        return new Problem(status, title, detail, errors, properties);
    }
}
