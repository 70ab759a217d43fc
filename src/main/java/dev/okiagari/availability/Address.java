package dev.okiagari.availability;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Where is asked. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Address.Url.class, name = "url"),
    @JsonSubTypes.Type(value = Address.PodPort.class, name = "port")
})
public sealed interface Address {

    /** A Route's, an Ingress's, or any other that the settings allow. */
    record Url(String url) implements Address {}

    /**
     * A port of the target's pod, and of its successor when it is gone.
     *
     * @param path with its leading slash
     * @param scheme {@code http} or {@code https}
     */
    record PodPort(int port, String path, String scheme) implements Address {}
}
