package dev.okiagari.scale;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * Serves pods over the Kubernetes API: lists in pages, watches with bookmarks that are cut, and 410
 * where a watch asks for what was forgotten. Told what to do over {@code /load/…}; ends with its
 * standard input.
 */
public final class LoadGenerator {

    private static final int REMEMBERED = 40_000;
    private static final long BOOKMARKS = 10_000_000_000L;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private record Change(long version, String event) {}

    /** A restart as it was told: of which pod, which count, and when. */
    private record Told(String uid, int count, long at) {}

    private final Population pods;
    private final Random random = new Random(1);
    private final ArrayDeque<Change> changes = new ArrayDeque<>();
    private final Set<FluxSink<String>> watchers = ConcurrentHashMap.newKeySet();
    private final List<Told> restarts = new ArrayList<>();
    private long forgotten;
    private long pages;
    private volatile long firstListAt;
    private volatile int rate;
    private volatile int restartPercent;
    private volatile int spared;

    private LoadGenerator(int pods) {
        this.pods = new Population(pods);
    }

    public static void main(String[] arguments) throws Exception {
        LoadGenerator generator = new LoadGenerator(Integer.parseInt(arguments[0]));
        DisposableServer server =
                HttpServer.create().host("127.0.0.1").port(0).handle(generator::answer).bindNow();
        System.out.println("port " + server.port());
        Thread.ofPlatform().daemon().name("load").start(generator::load);
        byte[] _ = System.in.readAllBytes();
        server.disposeNow();
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        response.header("Date", DATE.format(Instant.now()));
        QueryStringDecoder query = new QueryStringDecoder(request.uri());
        String path = query.path();
        return switch (path) {
            case "/readyz" -> json(response, "ok");
            case "/version" ->
                    json(response, "{\"major\":\"1\",\"minor\":\"36\",\"gitVersion\":\"v1.36.2\"}");
            case "/apis" ->
                    json(
                            response,
                            "{\"kind\":\"APIGroupList\",\"apiVersion\":\"v1\",\"groups\":[]}");
            case "/api/v1/namespaces/kube-system" ->
                    json(
                            response,
                            """
                            {"kind":"Namespace","apiVersion":"v1","metadata":{
                            "name":"kube-system","uid":"5ca1ab1e-0000-4000-8000-000000000000"}}\
                            """);
            case "/api/v1/pods" -> pods(request, response, query);
            case "/api/v1/events" -> events(request, response, query);
            default -> path.startsWith("/load/") ? told(path, query, response) : none(response);
        };
    }

    private Publisher<Void> pods(
            HttpServerRequest request, HttpServerResponse response, QueryStringDecoder query) {
        if (!one(query, "watch", "").equals("true")) {
            return json(response, list(query));
        }
        long since = Long.parseLong(one(query, "resourceVersion", "0"));
        Flux<String> events =
                Flux.create(sink -> watch(since, sink), FluxSink.OverflowStrategy.BUFFER);
        return stream(request, response, events);
    }

    /** There are none, and there will be none. */
    private Publisher<Void> events(
            HttpServerRequest request, HttpServerResponse response, QueryStringDecoder query) {
        return one(query, "watch", "").equals("true")
                ? stream(request, response, Flux.never())
                : json(
                        response,
                        """
                        {"kind":"EventList","apiVersion":"v1",\
                        "metadata":{"resourceVersion":"1"},"items":[]}\
                        """);
    }

    private static Publisher<Void> stream(
            HttpServerRequest request, HttpServerResponse response, Flux<String> events) {
        boolean upgrade =
                "websocket".equalsIgnoreCase(request.requestHeaders().get(HttpHeaderNames.UPGRADE));
        return upgrade
                ? response.sendWebsocket((in, out) -> frames(out, events))
                : response.header("Content-Type", "application/json")
                        .sendObject(
                                events.map(event ->
                                        io.netty.buffer.Unpooled.copiedBuffer(
                                                event + "\n",
                                                java.nio.charset.StandardCharsets.UTF_8)),
                                each -> true);
    }

    private static Publisher<Void> frames(WebsocketOutbound out, Flux<String> events) {
        return out.sendObject(events.map(TextWebSocketFrame::new), each -> true)
                .then(out.sendClose(1000, ""));
    }

    private synchronized String list(QueryStringDecoder query) {
        if (firstListAt == 0) {
            firstListAt = System.currentTimeMillis();
        }
        int limit = Integer.parseInt(one(query, "limit", "0"));
        String[] next = one(query, "continue", pods.version() + "-0").split("-", 2);
        int from = Integer.parseInt(next[1]);
        int count = limit == 0 ? pods.size() : limit;
        boolean more = from + count < pods.size();
        pages++;
        return "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\""
                + next[0]
                + "\""
                + (more ? ",\"continue\":\"" + next[0] + "-" + (from + count) + "\"" : "")
                + "},\"items\":["
                + pods.items(from, count)
                + "]}";
    }

    private synchronized void watch(long since, FluxSink<String> sink) {
        if (since < forgotten) {
            sink.next(
                    """
                    {"type":"ERROR","object":{"kind":"Status","apiVersion":"v1",\
                    "status":"Failure","message":"too old resource version: %d (%d)",\
                    "reason":"Expired","code":410}}\
                    """
                            .formatted(since, forgotten));
            sink.complete();
            return;
        }
        changes.stream()
                .filter(change -> change.version() > since)
                .forEach(change -> sink.next(change.event()));
        watchers.add(sink);
        sink.onDispose(() -> watchers.remove(sink));
    }

    /** Each hundredth of a second its share of the updates. */
    private void load() {
        double due = 0;
        long bookmarked = System.nanoTime();
        long last = System.nanoTime();
        while (true) {
            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
            long now = System.nanoTime();
            due = Math.min(rate, due + rate * ((now - last) / 1e9));
            last = now;
            for (; due >= 1; due--) {
                update();
            }
            if (now - bookmarked > BOOKMARKS) {
                bookmarked = now;
                bookmark();
            }
        }
    }

    private synchronized void bookmark() {
        String event =
                """
                {"type":"BOOKMARK","object":{"kind":"Pod","apiVersion":"v1",\
                "metadata":{"resourceVersion":"%d"}}}\
                """
                        .formatted(pods.version());
        watchers.forEach(watcher -> watcher.next(event));
    }

    private synchronized void update() {
        int pod = spared + random.nextInt(pods.size() - spared);
        change(pod, random.nextInt(100) < restartPercent);
    }

    private synchronized void change(int pod, boolean restarts) {
        if (restarts) {
            pods.restart(pod);
        } else {
            pods.touch(pod);
        }
        tell("{\"type\":\"MODIFIED\",\"object\":" + pods.json(pod) + "}");
        if (restarts) {
            this.restarts.add(
                    new Told(pods.uid(pod), pods.restarts(pod), System.currentTimeMillis()));
        }
    }

    private void tell(String event) {
        changes.add(new Change(pods.version(), event));
        while (changes.size() > REMEMBERED) {
            forgotten = changes.remove().version();
        }
        watchers.forEach(watcher -> watcher.next(event));
    }

    private synchronized Publisher<Void> told(
            String path, QueryStringDecoder query, HttpServerResponse response) {
        return switch (path) {
            case "/load/start" -> {
                restartPercent = number(query, "restarts");
                spared = number(query, "spared");
                rate = number(query, "rate");
                yield json(response, "{}");
            }
            case "/load/restart" -> {
                change(number(query, "pod"), true);
                Told last = restarts.getLast();
                yield json(response, "{\"count\":%d,\"at\":%d}".formatted(last.count(), last.at()));
            }
            case "/load/cut" -> {
                if (number(query, "forget") > 0) {
                    changes.clear();
                    forgotten = pods.version() + 1;
                    pods.touch(0);
                    pods.touch(0);
                }
                List.copyOf(watchers).forEach(FluxSink::complete);
                yield json(response, "{}");
            }
            case "/load/restarts" -> {
                StringBuilder all = new StringBuilder();
                restarts.forEach(told ->
                        all.append(told.uid())
                                .append(' ')
                                .append(told.count())
                                .append(' ')
                                .append(told.at())
                                .append('\n'));
                yield response.sendString(Mono.just(all.toString()));
            }
            case "/load/state" ->
                    json(
                            response,
                            "{\"firstListAt\":%d,\"pages\":%d,\"watchers\":%d}"
                                    .formatted(firstListAt, pages, watchers.size()));
            default -> none(response);
        };
    }

    private static int number(QueryStringDecoder query, String name) {
        return Integer.parseInt(one(query, name, "0"));
    }

    private static String one(QueryStringDecoder query, String name, String otherwise) {
        List<String> found = query.parameters().getOrDefault(name, List.of());
        return found.isEmpty() ? otherwise : found.getFirst();
    }

    private static Publisher<Void> none(HttpServerResponse response) {
        return response.status(404)
                .header("Content-Type", "application/json")
                .sendString(
                        Mono.just(
                                """
                                {"kind":"Status","apiVersion":"v1","status":"Failure",\
                                "reason":"NotFound","code":404}\
                                """));
    }

    private static Publisher<Void> json(HttpServerResponse response, String body) {
        return response.header("Content-Type", "application/json").sendString(Mono.just(body));
    }
}
