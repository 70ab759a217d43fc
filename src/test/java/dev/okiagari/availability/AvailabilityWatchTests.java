package dev.okiagari.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The schedule of a watch, on a clock that moves only when somebody waits for it. */
class AvailabilityWatchTests {

    private static final Instant T0 = Instant.parse("2026-11-24T12:00:00Z");
    private static final AvailabilityCheck CHECK =
            new AvailabilityCheck(new Address.PodPort(80, "/", "http"), 500, 1000);

    private final AtomicReference<Instant> time = new AtomicReference<>(T0);
    private final InstantSource source = time::get;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void release() {
        never.countDown();
    }

    @Test
    void aProcessThatStoodStillSendsNoBurstAndSaysWhatItMissed() {
        AvailabilityWatch watch =
                watch(
                        asker(() -> {
                            if (asked.incrementAndGet() == 3) {
                                time.updateAndGet(now -> now.plus(Duration.ofHours(1)));
                            }
                            return Answer.GOOD;
                        }));

        await().until(() -> asked.get() > 6);
        Availability seen = watch.end(() -> true);

        assertThat(seen.missed()).isBetween(7100, 7400);
        assertThat(seen.failed()).isZero();
        assertThat(seen.samples()).isLessThan(1000);
    }

    @Test
    void aClockThatIsSetBackStopsNothing() {
        AvailabilityWatch watch =
                watch(
                        asker(() -> {
                            if (asked.incrementAndGet() == 3) {
                                time.updateAndGet(now -> now.minus(Duration.ofHours(1)));
                            }
                            return Answer.GOOD;
                        }));

        await().atMost(Duration.ofSeconds(5)).until(() -> asked.get() > 6);

        assertThat(watch.end(() -> true).failed()).isZero();
    }

    @Test
    void whatCannotBeSentHasFailed() {
        AvailabilityWatch watch =
                watch(
                        asker(() -> {
                            asked.incrementAndGet();
                            awaitForEver();
                            return Answer.GOOD;
                        }));

        await().until(() -> asked.get() >= 100);
        await().untilAsserted(() ->
                assertThat(watch.sum().failures())
                        .extracting(Availability.Failures::reason)
                        .contains(Answer.NOT_SENT, Answer.TIMED_OUT));
        watch.cancel();

        assertThat(asked).hasValue(100);
    }

    @Test
    void oneThatBreaksDoesNotClaimToHaveWatchedToTheEnd() {
        AvailabilityWatch watch =
                watch(
                        new Asker() {
                            @Override
                            public void prepare() {
                                throw new IllegalStateException("on purpose");
                            }

                            @Override
                            public Answer ask(int timeoutMillis) {
                                return Answer.GOOD;
                            }

                            @Override
                            public String via() {
                                return "direct";
                            }
                        });

        assertThat(watch.end(() -> false).complete()).isFalse();
    }

    @Test
    void aListenerThatIsSlowOrFailsDelaysNoRequest() {
        CountDownLatch told = new CountDownLatch(1);
        AvailabilityWatch watch =
                new AvailabilityWatch(
                        CHECK,
                        asker(() -> {
                            asked.incrementAndGet();
                            return Answer.GOOD;
                        }),
                        clock,
                        this::sleep,
                        _ -> {
                            told.countDown();
                            awaitForEver();
                        });
        watch.start();

        await().until(() -> told.getCount() == 0);
        int before = asked.get();
        await().until(() -> asked.get() > before + 5);

        watch.cancel();
    }

    private AvailabilityWatch watch(Asker asker) {
        AvailabilityWatch watch = new AvailabilityWatch(CHECK, asker, clock, this::sleep, _ -> {});
        watch.start();
        return watch;
    }

    /** A little real time passes, so that others have their turn. */
    private void sleep(Duration duration) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(2);
        time.updateAndGet(now -> now.plus(duration.dividedBy(2).plusMillis(1)));
        TimeUnit.MILLISECONDS.sleep(2);
    }

    private void awaitForEver() {
        boolean waiting = true;
        while (waiting) {
            try {
                never.await();
                waiting = false;
            } catch (InterruptedException ignored) {
                // A name server that hangs does not hear it either.
            }
        }
    }

    private interface Question {
        Answer ask();
    }

    private static Asker asker(Question question) {
        return new Asker() {
            @Override
            public Answer ask(int timeoutMillis) {
                return question.ask();
            }

            @Override
            public String via() {
                return "direct";
            }
        };
    }
}
