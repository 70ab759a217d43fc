package dev.okiagari.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a request failed, for a person to read: what RFC 9457 calls a problem. */
record Problem(
        int status,
        String title,
        String detail,
        List<FieldProblem> errors,
        Map<String, Object> properties) {

    Problem {
        errors = List.copyOf(errors);
    }

    /** The members of the problem document. */
    Map<String, Object> document(String path) {
        var document = new LinkedHashMap<String, Object>();
        document.put("type", "about:blank");
        document.put("title", title);
        document.put("status", status);
        document.put("detail", detail);
        document.put("instance", path);
        if (!errors.isEmpty()) {
            document.put("errors", errors);
        }
        document.putAll(properties);
        return document;
    }

    /** What the page {@code error.html} shows. */
    Map<String, @Nullable Object> model() {
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("status", status);
        model.put("title", title);
        model.put("detail", detail);
        return model;
    }
}
