package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Ends a request with a problem that a person can act on, in the language of the answer. */
final class ApiProblem extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final transient Message detail;
    private final @Nullable String field;
    private final transient Map<String, Object> properties = new LinkedHashMap<>();

    private ApiProblem(HttpStatus status, Message detail, @Nullable String field) {
        super(detail.key());
        this.status = status;
        this.detail = detail;
        this.field = field;
    }

    static ApiProblem of(HttpStatus status, Message detail) {
        return new ApiProblem(status, detail, null);
    }

    static ApiProblem notFound(Message detail) {
        return of(HttpStatus.NOT_FOUND, detail);
    }

    /** Bad input in one field or parameter. */
    static ApiProblem badField(String field, Message message) {
        return new ApiProblem(HttpStatus.BAD_REQUEST, message, field);
    }

    /** Adds a member to the problem, such as {@code guard}. */
    ApiProblem with(String name, Object value) {
        properties.put(name, value);
        return this;
    }

    HttpStatus status() {
        return status;
    }

    Message detail() {
        return detail;
    }

    @Nullable String field() {
        return field;
    }

    Map<String, Object> properties() {
        return Map.copyOf(properties);
    }
}
