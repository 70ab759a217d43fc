package dev.okiagari.security;

import dev.okiagari.security.OidcRefusal.Why;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.web.reactive.function.client.WebClientException;

/** Puts what goes wrong between us and the provider into a reason for a person. */
final class OidcFailures {

    private OidcFailures() {}

    static OidcRefusal of(Throwable failure) {
        return failure instanceof OidcRefusal refusal
                ? refusal
                : new OidcRefusal(why(failure), null, failure);
    }

    private static Why why(Throwable failure) {
        if (isAway(failure)) {
            return Why.AWAY;
        }
        return switch (code(failure)) {
            // A code that was used before, or came too late.
            case "invalid_grant", "authorization_request_not_found", "invalid_state_parameter" ->
                    Why.STALE;
            case "access_denied",
                    "login_required",
                    "interaction_required",
                    "consent_required",
                    "account_selection_required" ->
                    Why.DENIED;
            case "invalid_id_token", "invalid_nonce", "invalid_user_info_response" -> Why.UNTRUSTED;
            case "temporarily_unavailable", "server_error", "client_registration_not_found" ->
                    Why.AWAY;
            default -> Why.SETUP;
        };
    }

    static String code(Throwable failure) {
        return switch (failure) {
            case OAuth2AuthenticationException known -> known.getError().getErrorCode();
            case OAuth2AuthorizationException known -> known.getError().getErrorCode();
            default -> "";
        };
    }

    private static boolean isAway(Throwable failure) {
        for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof WebClientException
                    || at instanceof IOException
                    || at instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }
}
