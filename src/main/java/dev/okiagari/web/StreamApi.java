package dev.okiagari.web;

import dev.okiagari.safety.Actor;
import dev.okiagari.security.Actors;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/** What changes, as it changes, for scripts. */
@RestController
class StreamApi {

    private final Broadcaster broadcaster;
    private final JsonMapper json;

    StreamApi(Broadcaster broadcaster, JsonMapper json) {
        this.broadcaster = broadcaster;
        this.json = json;
    }

    @Operation(
            summary = "What changes, as server-sent events",
            description =
                    "Events: pod, restart, replacement, probe-failure, gap, experiment, connection,"
                            + " halt, and reset. Each but reset carries what the list of its kind"
                            + " has. Send Last-Event-ID to go on after a break; reset means that"
                            + " changes were missed and the lists are to be loaded again.")
    @GetMapping(path = "/api/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> stream(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            ServerWebExchange exchange) {
        var locale = Locales.of(exchange);
        var reader = Actors.of(exchange);
        return broadcaster.stream(last).map(frame -> event(frame, locale, reader));
    }

    private ServerSentEvent<String> event(Frame frame, Locale locale, Actor reader) {
        return switch (frame) {
            case Frame.Ping(var id) ->
                    ServerSentEvent.<String>builder().id(id).comment("ping").build();
            case Frame.Reset(var id) -> event(id, "reset", Map.of());
            case Frame.Change(var id, var name, var payload) ->
                    event(id, name, seen(payload.in(locale), reader));
        };
    }

    private static Object seen(Object payload, Actor reader) {
        return payload instanceof ExperimentView experiment ? experiment.seenBy(reader) : payload;
    }

    private ServerSentEvent<String> event(String id, String name, Object payload) {
        return ServerSentEvent.builder(json.writeValueAsString(payload)).id(id).event(name).build();
    }
}
