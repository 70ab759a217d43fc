package dev.okiagari.security;

import dev.okiagari.cluster.Message;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;

/** Whether people can be sent to the provider. */
sealed interface ProviderState {

    /**
     * It has said where its parts are.
     *
     * @param endSession where people log out of it; null where it has no such place
     */
    record There(ClientRegistration registration, @Nullable URI endSession)
            implements ProviderState {}

    /**
     * It has not.
     *
     * @param detail for the log
     */
    record Away(Message reason, String detail) implements ProviderState {}
}
