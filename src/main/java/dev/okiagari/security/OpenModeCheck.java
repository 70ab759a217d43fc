package dev.okiagari.security;

import java.net.InetAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.stereotype.Component;

/** Refuses to start without a login where others than this machine could connect. */
@Component
class OpenModeCheck {

    OpenModeCheck(
            SecurityProperties properties,
            @Value("${server.address:#{null}}") InetAddress address) {
        if (!properties.isLocal() && (address == null || !address.isLoopbackAddress())) {
            throw new InvalidConfigurationPropertyValueException(
                    "okiagari.security.mode",
                    "open",
                    "without a login the server may only listen on loopback, but server.address is "
                            + (address == null ? "not set" : address.getHostAddress())
                            + "; set okiagari.security.mode=local, or server.address=127.0.0.1");
        }
    }
}
