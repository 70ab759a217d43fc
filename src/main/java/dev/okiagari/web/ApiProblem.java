package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Ends a request with a problem that a person can act on, in the language of the answer. */
final class ApiProblem extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final transient Message detail;
    private final transient List<Field> fields;
    private final transient Map<String, Object> properties = new LinkedHashMap<>();

    private ApiProblem(HttpStatus status, Message detail, List<Field> fields) {
        super(detail.key());
        this.status = status;
        this.detail = detail;
        this.fields = List.copyOf(fields);
    }

    /** A field or parameter that holds what it may not. */
    record Field(String name, Message message) {}

    static ApiProblem of(HttpStatus status, Message detail) {
        return new ApiProblem(status, detail, List.of());
    }

    static ApiProblem notFound(Message detail) {
        return of(HttpStatus.NOT_FOUND, detail);
    }

    /** Bad input in one field or parameter. */
    static ApiProblem badField(String field, Message message) {
        return badFields(HttpStatus.BAD_REQUEST, List.of(new Field(field, message)));
    }

    /**
     * Bad input in several fields.
     *
     * @param fields at least one; the first is what the problem as a whole says
     */
    static ApiProblem badFields(HttpStatus status, List<Field> fields) {
        return new ApiProblem(status, fields.getFirst().message(), fields);
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

    /** The first of the fields that are wrong; null where none is. */
    @Nullable String field() {
        return fields.isEmpty() ? null : fields.getFirst().name();
    }

    List<Field> fields() {
        return fields;
    }

    Map<String, Object> properties() {
        return Map.copyOf(properties);
    }
}
