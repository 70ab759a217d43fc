package dev.okiagari.liveness;

import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Understands what an API server answers. Its words are other people's text. */
final class Answers {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONG = 500;

    private Answers() {}

    static WorkloadAnswer of(int code, @Nullable String body) {
        if (code >= 500) {
            return new WorkloadAnswer.Unknown(message(code, body));
        }
        return switch (code) {
            case 200, 201 -> here(body);
            case 401, 403 -> new WorkloadAnswer.Denied(message(code, body));
            case 404 -> new WorkloadAnswer.Gone(message(code, body));
            case 409 -> new WorkloadAnswer.Changed(message(code, body));
            case 422 -> invalid(body);
            default -> new WorkloadAnswer.Refused(code, message(code, body));
        };
    }

    /** Where nothing listens, nothing has arrived; else nobody knows. */
    static WorkloadAnswer none(Throwable failure) {
        String message = failure.getClass().getSimpleName();
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof ConnectException) {
                return new WorkloadAnswer.Refused(0, line(at.getMessage(), message));
            }
            message = line(at.getMessage(), message);
        }
        return new WorkloadAnswer.Unknown(message);
    }

    private static WorkloadAnswer here(@Nullable String body) {
        try {
            return new WorkloadAnswer.Here(Workload.parse(String.valueOf(body)));
        } catch (JacksonException | ClassCastException unreadable) {
            return new WorkloadAnswer.Unknown(line(unreadable.getMessage(), "no JSON"));
        }
    }

    /** A patch whose test fails is as invalid as one with a bad value, but names no field. */
    private static WorkloadAnswer invalid(@Nullable String body) {
        List<WorkloadAnswer.Cause> causes = new ArrayList<>();
        status(body)
                .path("details")
                .path("causes")
                .forEach(cause ->
                        causes.add(
                                new WorkloadAnswer.Cause(
                                        cause.path("field").asString(""),
                                        line(cause.path("message").asString(""), "invalid"))));
        return causes.isEmpty()
                ? new WorkloadAnswer.Changed(message(422, body))
                : new WorkloadAnswer.Invalid(causes);
    }

    private static String message(int code, @Nullable String body) {
        return line(status(body).path("message").asString(""), "HTTP " + code);
    }

    private static JsonNode status(@Nullable String body) {
        try {
            return JSON.readTree(body == null || body.isBlank() ? "{}" : body);
        } catch (JacksonException proxy) {
            return JSON.createObjectNode();
        }
    }

    private static String line(@Nullable String text, String otherwise) {
        String line = text == null ? "" : text.replaceAll("\\p{Cntrl}+", " ").strip();
        String told = line.isEmpty() ? otherwise : line;
        return told.length() <= LONG ? told : told.substring(0, LONG) + "…";
    }
}
