package dev.okiagari.security;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/** Refuses to start without a login where others than this machine could connect. */
@Component
class OpenModeCheck {

    OpenModeCheck(SecurityProperties properties, ServerProperties server) {
        var address = server.getAddress();
        if (!properties.mode().hasLogin() && (address == null || !address.isLoopbackAddress())) {
            throw new InvalidConfigurationPropertyValueException(
                    "okiagari.security.mode",
                    "open",
                    "without a login the server may only listen on loopback, but server.address is "
                            + (address == null ? "not set" : address.getHostAddress())
                            + "; set okiagari.security.mode=local (or oidc), or server.address=127.0.0.1");
        }
    }
}
