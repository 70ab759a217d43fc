package dev.okiagari.web;

import dev.okiagari.safety.Actor;
import dev.okiagari.security.Actors;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The one stream that each open page has: HTML fragments that replace others. A reader that is slow
 * gets the latest and misses what was between.
 */
@RestController
class LivePages {

    private static final Duration PING = Duration.ofSeconds(15);

    private final Changes changes;
    private final PodsViews views;
    private final ContainerViews containers;
    private final Situation situation;
    private final Reports reports;
    private final ChangeBoard board;
    private final ProofBoard proofs;
    private final Pulse pulse;
    private final Chrome chrome;
    private final Fragments fragments;
    private final Drawn drawn;
    private final Clock clock;

    LivePages(
            Changes changes,
            PodsViews views,
            ContainerViews containers,
            Situation situation,
            Reports reports,
            ChangeBoard board,
            ProofBoard proofs,
            Pulse pulse,
            Chrome chrome,
            Fragments fragments,
            Drawn drawn,
            Clock clock) {
        this.changes = changes;
        this.views = views;
        this.containers = containers;
        this.situation = situation;
        this.reports = reports;
        this.board = board;
        this.proofs = proofs;
        this.pulse = pulse;
        this.chrome = chrome;
        this.fragments = fragments;
        this.drawn = drawn;
        this.clock = clock;
    }

    @GetMapping(path = "/live/pods", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> pods(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String namespace,
            @RequestParam(required = false) @Nullable Boolean trouble,
            @RequestParam(required = false) @Nullable String workload,
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(name = "drawn", required = false) @Nullable String word,
            Locale locale) {
        PodsQuery query = PodsQuery.of(q, namespace, trouble, workload, page);
        return stream(() ->
                new LivePods(views, chrome, fragments, locale, query, drawn.take(word))::next);
    }

    @GetMapping(path = "/live/container", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> container(
            @RequestParam String namespace,
            @RequestParam String pod,
            @RequestParam String container,
            Locale locale) {
        return stream(() ->
                latest("container/live", locale, () -> containers.live(namespace, pod, container)));
    }

    @GetMapping(path = "/live/experiment", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> experiment(
            @RequestParam UUID id, Locale locale, ServerWebExchange exchange) {
        Actor reader = Actors.of(exchange);
        return stream(() -> latest("experiments/live", locale, () -> report(id, reader)));
    }

    private Map<String, Object> report(UUID id, Actor reader) {
        return situation
                .experiment(id)
                .map(experiment -> reports.of(experiment, reader))
                .orElseGet(Map::of);
    }

    @GetMapping(path = "/live/change", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> change(
            @RequestParam UUID id, Locale locale, ServerWebExchange exchange) {
        Actor reader = Actors.of(exchange);
        return stream(() -> latest("liveness/live", locale, () -> change(id, reader)));
    }

    private Map<String, Object> change(UUID id, Actor reader) {
        return board.remembered(id).map(change -> board.live(change, reader)).orElseGet(Map::of);
    }

    @GetMapping(path = "/live/proof", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> proof(@RequestParam UUID id, Locale locale) {
        return stream(() -> latest("proofs/live", locale, () -> proof(id)));
    }

    private Map<String, Object> proof(UUID id) {
        return proofs.remembered(id).map(proofs::live).orElseGet(Map::of);
    }

    /** Tells a timeline to ask again; what it then shows is not sent here. */
    @GetMapping(path = "/live/timeline", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> timeline(Locale locale) {
        return stream(() -> latest("timeline/live", locale, () -> Map.of("beat", pulse.beats())));
    }

    /** For pages of which only the connection is live. */
    @GetMapping(path = "/live/connection", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> connection(Locale locale) {
        return stream(() -> latest("live", locale, Map::of));
    }

    /** A page whose fragments are sent whole whenever one of them changes. */
    private Supplier<String> latest(
            String template, Locale locale, Supplier<Map<String, Object>> look) {
        Map<String, Object> last = new HashMap<>();
        return () -> {
            Map<String, Object> now = new HashMap<>(look.get());
            now.put("cluster", chrome.cluster());
            if (now.equals(last)) {
                return "";
            }
            last.clear();
            last.putAll(now);
            return fragments.render(template, locale, now);
        };
    }

    private Flux<ServerSentEvent<String>> stream(Supplier<Supplier<String>> start) {
        return Flux.defer(() -> {
            Supplier<String> page = start.get();
            Allowance allowance = new Allowance(clock);
            Flux<ServerSentEvent<String>> messages =
                    changes.flux()
                            .startWith(0L)
                            .onBackpressureLatest()
                            .concatMap(change -> look(page, allowance), 1);
            return Flux.merge(messages, pings()).takeUntilOther(changes.closed());
        });
    }

    /** Looks once, at once where it may, and pauses afterwards where it has taken its share. */
    private static Flux<ServerSentEvent<String>> look(Supplier<String> page, Allowance allowance) {
        return Mono.fromSupplier(page)
                .subscribeOn(Schedulers.boundedElastic())
                .elapsed()
                .flatMapMany(looked -> {
                    Duration pause = allowance.pauseAfter(Duration.ofMillis(looked.getT1()));
                    return message(looked.getT2()).concatWith(Mono.delay(pause).then(Mono.empty()));
                });
    }

    private static Flux<ServerSentEvent<String>> message(String html) {
        return html.isEmpty() ? Flux.empty() : Flux.just(ServerSentEvent.builder(html).build());
    }

    private static Flux<ServerSentEvent<String>> pings() {
        return Flux.interval(PING)
                .onBackpressureDrop()
                .map(tick -> ServerSentEvent.<String>builder().comment("ping").build());
    }
}
