package dev.okiagari.web;

import dev.okiagari.safety.Audit;
import dev.okiagari.safety.AuditEntry;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who did what. */
@RestController
class AuditApi {

    private static final int MOST = 1000;

    private final Audit audit;

    AuditApi(Audit audit) {
        this.audit = audit;
    }

    @GetMapping("/api/audit")
    Slice<AuditEntry> entries(
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String user,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(defaultValue = "100") @Min(1) @Max(MOST) int limit,
            @RequestParam(required = false) @Nullable Long cursor) {
        List<AuditEntry> found = audit.entries(from, to, user, action, cursor, limit);
        return new Slice<>(found, found.size() < limit ? null : found.getLast().id());
    }
}
