package dev.okiagari.security;

import java.io.Serial;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;

/** A login by the provider that comes to nothing. */
final class OidcRefusal extends AuthenticationException {

    @Serial private static final long serialVersionUID = 1;

    private final Why why;
    private final @Nullable String user;

    OidcRefusal(Why why, @Nullable String user, @Nullable Throwable cause) {
        super(why.result());
        if (cause != null) {
            initCause(cause);
        }
        this.why = why;
        this.user = user;
    }

    OidcRefusal(Why why) {
        this(why, null, null);
    }

    Why why() {
        return why;
    }

    /** Who it was, where the provider has said so. */
    @Nullable String user() {
        return user;
    }

    /** Why it comes to nothing. */
    enum Why {
        STALE("the answer of the provider belongs to no login of this browser, or comes late"),
        DENIED("the provider has refused"),
        UNTRUSTED("the provider's answer does not hold"),
        SETUP("the provider does not accept Okiagari as it is set up"),
        AWAY("the provider does not answer"),
        NAMELESS("the provider gives no name that could be used"),
        TAKEN("the name is another person's"),
        NO_ROLE("no role");

        private final String result;

        Why(String result) {
            this.result = result;
        }

        /** As the audit log has it. */
        String result() {
            return result;
        }

        /** As addresses and texts spell it. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
