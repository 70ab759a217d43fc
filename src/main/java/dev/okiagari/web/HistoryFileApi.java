package dev.okiagari.web;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.Message;
import dev.okiagari.database.HistoryExport;
import dev.okiagari.database.HistoryImport;
import dev.okiagari.database.ImportResult;
import dev.okiagari.safety.Act;
import dev.okiagari.safety.Audit;
import dev.okiagari.safety.Clearance;
import dev.okiagari.security.Actors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;

/** The history as a file, out of one database and into another. */
@RestController
class HistoryFileApi {

    private static final String GZIP = "application/gzip";
    private static final int BUFFERS = 8;

    private final Cluster cluster;
    private final HistoryExport export;
    private final HistoryImport imports;
    private final Clearance clearance;
    private final Audit audit;
    private final Texts texts;

    HistoryFileApi(
            Cluster cluster,
            HistoryExport export,
            HistoryImport imports,
            Clearance clearance,
            Audit audit,
            Texts texts) {
        this.cluster = cluster;
        this.export = export;
        this.imports = imports;
        this.clearance = clearance;
        this.audit = audit;
        this.texts = texts;
    }

    /**
     * What an import did.
     *
     * @param rows how many the file has
     * @param added how many of them are new, by their kind
     */
    record ImportView(String clusterId, long rows, Map<String, Long> added) {}

    @Operation(
            summary = "All that is kept of a cluster, as a file",
            description =
                    "Lines of JSON, compressed. The first has the format's version and the cluster's"
                            + " id, the last the number of rows: a file without it is cut short.")
    @GetMapping(path = "/api/history/export", produces = GZIP)
    ResponseEntity<Flux<DataBuffer>> export(
            @Parameter(description = "Its id; the connected one where it is left out.")
                    @RequestParam(required = false)
                    @Nullable String cluster,
            ServerWebExchange exchange) {
        clearance.check(Actors.of(exchange), Act.EXPORT, null, "history");
        String id = clusterId(cluster);
        Publisher<DataBuffer> file =
                DataBufferUtils.outputStreamPublisher(
                        out -> export.write(id, out),
                        exchange.getResponse().bufferFactory(),
                        task -> Thread.ofVirtual().name("export").start(task));
        return Attachment.named("okiagari-history.ndjson.gz")
                .contentType(MediaType.parseMediaType(GZIP))
                .body(Flux.from(file));
    }

    private String clusterId(@Nullable String asked) {
        return Optional.ofNullable(asked)
                .or(() -> cluster.info().map(ClusterInfo::id))
                .orElseThrow(() ->
                        ApiProblem.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                Message.of("api.problem.disconnected")));
    }

    @Operation(
            summary = "Read such a file into this database",
            description =
                    "A row that is there already stays as it is: importing twice changes nothing. A"
                            + " file with anything wrong in it is refused with the number of the"
                            + " line, and changes nothing either.")
    @PostMapping(path = "/api/history/import", consumes = GZIP)
    ImportView read(ServerHttpRequest request, ServerWebExchange exchange) {
        clearance.check(Actors.of(exchange), Act.IMPORT, null, "history");
        ImportResult result = read(request);
        audit.record(Actors.of(exchange), "import", target(result), word(result));
        return switch (result) {
            case ImportResult.Imported done ->
                    new ImportView(done.clusterId(), done.rows(), done.added());
            case ImportResult.Refused refused -> throw refused(refused, Locales.of(exchange));
            case ImportResult.TooLarge large ->
                    throw ApiProblem.of(
                            HttpStatus.CONTENT_TOO_LARGE,
                            Message.of("database.import.too-large", large.limit()));
            case ImportResult.Busy _ ->
                    throw ApiProblem.of(HttpStatus.CONFLICT, Message.of("database.import.busy"));
        };
    }

    private ImportResult read(ServerHttpRequest request) {
        try (InputStream sent = DataBufferUtils.subscriberInputStream(request.getBody(), BUFFERS)) {
            return imports.read(sent);
        } catch (IOException senderIsGone) {
            throw new UncheckedIOException(senderIsGone);
        }
    }

    private static String target(ImportResult result) {
        return result instanceof ImportResult.Imported done
                ? "history of " + done.clusterId()
                : "history";
    }

    private static String word(ImportResult result) {
        return switch (result) {
            case ImportResult.Imported done -> "done: " + done.rows() + " rows";
            case ImportResult.Refused(long line, Message reason) ->
                    "refused: line " + line + ", " + reason.key();
            case ImportResult.TooLarge _ -> "refused: too large";
            case ImportResult.Busy _ -> "refused: another import";
        };
    }

    private ApiProblem refused(ImportResult.Refused refused, Locale locale) {
        String reason = texts.render(refused.reason(), locale);
        return ApiProblem.of(
                        HttpStatus.BAD_REQUEST,
                        refused.line() == 0
                                ? Message.of("database.import.file", reason)
                                : Message.of("database.import.line", refused.line(), reason))
                .with("line", refused.line());
    }
}
