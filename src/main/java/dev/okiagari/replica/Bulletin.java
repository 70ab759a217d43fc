package dev.okiagari.replica;

import dev.okiagari.cluster.Rounds;
import dev.okiagari.cluster.Sleep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells the other replicas what this one has stored, and hears what they have, so that a page shows
 * it whoever did it. Nothing depends on it: what is not heard is found in the database.
 */
@Component
public class Bulletin implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Bulletin.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int FORGET_EACH = 60;
    private static final int MOST = 10_000;

    private final LinkedBlockingQueue<Board.Note> untold = new LinkedBlockingQueue<>(MOST);
    private final Replica replica;
    private final Board board;
    private final ApplicationEventPublisher publisher;
    private final Sleep sleep;
    private final Rounds rounds = new Rounds("bulletin", this::round);
    private volatile @Nullable Thread reader;
    private @Nullable Reading reading;
    private int looks;

    Bulletin(Replica replica, Board board, ApplicationEventPublisher publisher, Sleep sleep) {
        this.replica = replica;
        this.board = board;
        this.publisher = publisher;
        this.sleep = sleep;
    }

    /** Never blocks; what is too much is left out. What is only repeated is not told again. */
    public void tell(String topic, String subject) {
        if (replica.isOneOfMany() && !isRepeating()) {
            boolean _ = untold.offer(new Board.Note(topic, subject));
        }
    }

    /** Tells it now: it is stored when this returns. */
    public void tellNow(String topic, String subject) {
        if (replica.isOneOfMany()) {
            board.post(id(), List.of(new Board.Note(topic, subject)));
        }
    }

    /** Whether the caller hears of what another replica has done. */
    public boolean isRepeating() {
        return Thread.currentThread().equals(reader);
    }

    @Override
    public void start() {
        if (replica.isOneOfMany()) {
            rounds.start();
        }
    }

    @Override
    public void stop() {
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }

    private void round() throws InterruptedException {
        reader = Thread.currentThread();
        rounds.attempt(this::look, Bulletin::failed);
        sleep.sleep(LOOK);
    }

    private static void failed(Throwable failure) {
        log.debug("nothing is heard of the other replicas", failure);
    }

    void look() {
        post();
        read().forEach(this::publish);
        if (looks++ % FORGET_EACH == 0) {
            board.forget();
        }
    }

    private void post() {
        while (!untold.isEmpty()) {
            List<Board.Note> some = new ArrayList<>();
            var _ = untold.drainTo(some, Board.SOME);
            Set<Board.Note> each = new LinkedHashSet<>(some);
            board.post(id(), List.copyOf(each));
        }
    }

    private List<News> read() {
        Reading known = reading;
        if (known == null) {
            known = new Reading(board.newest());
            reading = known;
        }
        return known.take(board.after(known.from(), id()));
    }

    private void publish(News news) {
        try {
            publisher.publishEvent(news);
        } catch (RuntimeException failed) {
            log.debug("what another replica told of {} cannot be shown", news.topic(), failed);
        }
    }

    private String id() {
        return Objects.requireNonNull(replica.id());
    }
}
