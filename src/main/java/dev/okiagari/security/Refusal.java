package dev.okiagari.security;

import java.io.Serial;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request that is not let through; whoever renders it finds the text by its key. */
final class Refusal extends ErrorResponseException {

    @Serial private static final long serialVersionUID = 1;

    Refusal(HttpStatus status, String key, Object... arguments) {
        super(status, ProblemDetail.forStatus(status), null, key, arguments);
    }
}
