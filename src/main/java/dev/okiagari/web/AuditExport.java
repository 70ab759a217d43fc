package dev.okiagari.web;

import dev.okiagari.safety.AuditEntry;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** All lines that the page's filter finds, the newest first, to be kept elsewhere. */
@Hidden
@RestController
class AuditExport {

    private static final int AT_ONCE = 1000;
    private static final String HEAD =
            Csv.line("at", "user", "address", "authentication", "action", "target", "result");

    private final Bench bench;

    AuditExport(Bench bench) {
        this.bench = bench;
    }

    static Href href(String kind, @Nullable String user, @Nullable String action) {
        return Href.to("/audit/export." + kind).with("user", user).with("action", action);
    }

    @GetMapping("/audit/export.csv")
    ResponseEntity<Flux<String>> csv(
            @RequestParam(required = false) @Nullable String user,
            @RequestParam(required = false) @Nullable String action) {
        return Attachment.named("okiagari-audit.csv")
                .contentType(Attachment.CSV)
                .body(Flux.just(HEAD).concatWith(all(user, action).map(AuditExport::line)));
    }

    @GetMapping("/audit/export.json")
    ResponseEntity<Flux<AuditEntry>> json(
            @RequestParam(required = false) @Nullable String user,
            @RequestParam(required = false) @Nullable String action) {
        return Attachment.named("okiagari-audit.json")
                .contentType(MediaType.APPLICATION_JSON)
                .body(all(user, action));
    }

    /** Read in parts, as fast as the reader takes them. */
    private Flux<AuditEntry> all(@Nullable String user, @Nullable String action) {
        return Flux.<List<AuditEntry>, Long>generate(
                        () -> Long.MAX_VALUE,
                        (before, sink) -> {
                            List<AuditEntry> part =
                                    bench.audit(
                                            Given.text(user), Given.text(action), before, AT_ONCE);
                            sink.next(part);
                            if (part.size() < AT_ONCE) {
                                sink.complete();
                                return before;
                            }
                            return Long.parseLong(part.getLast().id());
                        })
                .subscribeOn(Schedulers.boundedElastic())
                .concatMapIterable(part -> part, 1);
    }

    private static String line(AuditEntry entry) {
        return Csv.line(
                entry.at(),
                entry.user(),
                entry.address(),
                entry.authentication(),
                entry.action(),
                entry.target(),
                entry.result());
    }
}
