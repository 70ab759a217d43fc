package dev.okiagari.web;

import dev.okiagari.web.EventLog.Found;
import reactor.core.publisher.FluxSink;

/**
 * Somebody who follows the changes at their own pace: it takes from the log what was asked for, so
 * that a slow one costs no memory. Used by one thread.
 */
final class Reader {

    private final EventLog log;
    private final FluxSink<Frame> sink;
    private long place;
    private boolean greeted;
    private boolean lost;

    /**
     * @param place the number of the first change to send
     * @param lost whether changes before it are known to be missed
     */
    Reader(EventLog log, FluxSink<Frame> sink, long place, boolean lost) {
        this.log = log;
        this.sink = sink;
        this.place = place;
        this.lost = lost;
    }

    /** Sends what there is, as far as it was asked for. */
    void drain() {
        while (wants() && step()) {
            // step has sent one frame
        }
    }

    void ping() {
        drain();
        if (wants()) {
            sink.next(new Frame.Ping(log.idBefore(place)));
        }
    }

    void complete() {
        sink.complete();
    }

    private boolean wants() {
        return !sink.isCancelled() && sink.requestedFromDownstream() > 0;
    }

    private boolean step() {
        if (!greeted) {
            return greet();
        }
        return switch (log.from(place)) {
            case Found.Next(var entry) -> send(entry);
            case Found.Lost() -> reset();
            case Found.Nothing() -> false;
        };
    }

    private boolean greet() {
        greeted = true;
        sink.next(
                lost ? new Frame.Reset(log.idBefore(place)) : new Frame.Ping(log.idBefore(place)));
        return true;
    }

    private boolean send(EventLog.Entry entry) {
        place = entry.number() + 1;
        sink.next(new Frame.Change(log.idBefore(place), entry.event(), entry.payload()));
        return true;
    }

    private boolean reset() {
        place = log.end();
        sink.next(new Frame.Reset(log.idBefore(place)));
        return true;
    }
}
