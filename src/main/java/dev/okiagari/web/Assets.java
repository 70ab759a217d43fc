package dev.okiagari.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where the built frontend is: its files carry a hash in their names, a manifest tells which. */
@Component
class Assets {

    private static final String PATH = "/assets/";
    private static final String MANIFEST = "static/assets/manifest.json";
    private static final String ENTRY = "src/main.ts";

    private final @Nullable String script;
    private final @Nullable String styles;

    Assets(JsonMapper json) {
        JsonNode entry = manifest(json).path(ENTRY);
        script = path(entry.path("file"));
        styles = path(entry.path("css").path(0));
    }

    /** Null when the application was built without its frontend. */
    public @Nullable String script() {
        return script;
    }

    /** Null when the application was built without its frontend. */
    public @Nullable String styles() {
        return styles;
    }

    private static JsonNode manifest(JsonMapper json) {
        ClassPathResource manifest = new ClassPathResource(MANIFEST);
        if (!manifest.exists()) {
            return json.createObjectNode();
        }
        try (InputStream in = manifest.getInputStream()) {
            return json.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String path(JsonNode file) {
        return file.isString() ? PATH + file.stringValue() : null;
    }
}
