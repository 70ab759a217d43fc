package dev.okiagari.web;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * Tells every open page and every script what changes. Whoever publishes only enqueues; one thread
 * sends. Streams end when the application stops, before the server does.
 */
@Component
class Broadcaster implements SmartLifecycle {

    private static final int KEPT = 10_000;
    private static final Duration PING = Duration.ofSeconds(10);
    private static final Duration GATHER = Duration.ofMillis(20);

    private final EventLog log =
            new EventLog(HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()), KEPT);
    private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile ScheduledExecutorService sender = sender();
    private volatile boolean running;

    /** Publishes what reads the same in every language. Never blocks. */
    void publish(String event, Object payload) {
        publish(event, null, locale -> payload);
    }

    /**
     * Publishes a change. Never blocks.
     *
     * @param event a name of the API's events
     * @param subject what the payload is the whole state of: a later change of the same subject
     *     replaces this one for those who have not read it; null where each one counts
     */
    void publish(String event, @Nullable String subject, Localized payload) {
        log.append(event, subject, payload);
        if (running && woken.compareAndSet(false, true)) {
            var _ = sender.schedule(this::drain, GATHER.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** The id after which everything that has not been published yet follows. */
    String position() {
        return log.idBefore(log.end());
    }

    /**
     * What changes from now on, or after an id.
     *
     * @param lastId the last id that was read; one that is not kept gives a {@link Frame.Reset}
     */
    Flux<Frame> stream(@Nullable String lastId) {
        return Flux.create(sink -> open(sink, lastId), FluxSink.OverflowStrategy.BUFFER);
    }

    private void open(FluxSink<Frame> sink, @Nullable String lastId) {
        var known = lastId == null ? null : log.after(lastId);
        var lost = known != null && known.isEmpty();
        var place = known == null ? log.end() : known.orElseGet(log::end);
        var reader = new Reader(log, sink, place, lost);
        readers.add(reader);
        sink.onDispose(() -> readers.remove(reader));
        sink.onRequest(wanted -> sender.execute(reader::drain));
        if (!running) {
            reader.complete();
        }
    }

    private void drain() {
        woken.set(false);
        readers.forEach(Reader::drain);
    }

    /** May come again after a stop: a context can be paused. */
    @Override
    public void start() {
        if (sender.isShutdown()) {
            sender = sender();
        }
        woken.set(false);
        running = true;
        var _ =
                sender.scheduleAtFixedRate(
                        () -> readers.forEach(Reader::ping),
                        PING.toMillis(),
                        PING.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        // Not those that come after another start: this may run later than that.
        List<Reader> present = List.copyOf(readers);
        sender.execute(() -> present.forEach(Reader::complete));
        sender.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private static ScheduledExecutorService sender() {
        var sender =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("broadcast").daemon().factory());
        sender.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        sender.setExecuteExistingDelayedTasksAfterShutdownPolicy(true);
        return sender;
    }
}
