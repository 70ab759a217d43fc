package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.safety.Permission;
import dev.okiagari.safety.Permissions;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** What the cluster lets us do. */
@RestController
class PermissionsApi {

    private final Permissions permissions;
    private final Texts texts;

    PermissionsApi(Permissions permissions, Texts texts) {
        this.permissions = permissions;
        this.texts = texts;
    }

    /**
     * A permission as JSON has it.
     *
     * @param namespace null for all
     * @param allowed null where the cluster did not say
     * @param disables null where it is allowed
     */
    record Item(
            @Nullable String namespace,
            String verb,
            String resource,
            @Nullable Boolean allowed,
            @Nullable MessageView disables) {

        static Item of(Permission permission, Texts texts, Locale locale) {
            Message disables = permission.disables();
            return new Item(
                    permission.namespace(),
                    permission.verb(),
                    permission.resource(),
                    switch (permission.state()) {
                        case ALLOWED -> true;
                        case DENIED -> false;
                        case UNKNOWN -> null;
                    },
                    disables == null ? null : texts.view(disables, locale));
        }
    }

    @Operation(
            summary = "What the cluster lets Okiagari do, and what does not work without it",
            description =
                    "By SelfSubjectAccessReviews, kept for a minute: for each watched namespace, or for"
                            + " all at once, and for each that is named for experiments.")
    @GetMapping("/api/permissions")
    Slice<Item> permissions(
            @RequestParam(required = false) @Nullable String namespace, ServerWebExchange exchange)
            throws InterruptedException {
        List<Permission> found =
                namespace == null || namespace.isBlank()
                        ? permissions.all()
                        : permissions.in(namespace.strip());
        Locale locale = Locales.of(exchange);
        return new Slice<>(found.stream().map(one -> Item.of(one, texts, locale)).toList(), null);
    }
}
