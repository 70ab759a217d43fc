package dev.okiagari.history;

import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to a cluster and between it and Okiagari, each restart is recorded once or lies
 * in a gap, and none is invented. A failure names its seed: {@code -Dokiagari.history.seed=17} runs
 * it alone, and {@code -Dokiagari.history.seeds=20000} that many.
 */
class RandomHistoryTests {

    private static final int STEPS = 40;
    private static final int SOME = 150;
    private static final int MANY = 10_000;

    private static Books books;

    @BeforeAll
    static void open() throws Exception {
        books = new Books("random");
    }

    @Test
    void eachRestartIsRecordedOnceOrLiesInAGap() {
        Long one = Long.getLong("okiagari.history.seed");
        if (one != null) {
            check(one, false);
        } else {
            LongStream.range(0, Integer.getInteger("okiagari.history.seeds", SOME))
                    .forEach(seed -> check(seed, false));
        }
    }

    @Test
    void theSameHoldsWhereReplicasTakeOverFromEachOther() {
        Long one = Long.getLong("okiagari.history.seed");
        if (one != null) {
            check(one, true);
        } else {
            LongStream.range(0, Integer.getInteger("okiagari.history.seeds", SOME))
                    .forEach(seed -> check(seed, true));
        }
    }

    @Test
    @Tag("long")
    void eachRestartIsRecordedOnceOrLiesInAGapOfManySeeds() {
        LongStream.range(SOME, MANY).forEach(seed -> check(seed, seed % 2 == 0));
    }

    private static void check(long seed, boolean replicas) {
        try {
            Walk walk = new Walk(seed, "seed-" + seed + replicas, books, replicas);
            walk.go(STEPS);
            new Reckoning(walk, books).check();
        } catch (AssertionError | Exception wrong) {
            throw new AssertionError("-Dokiagari.history.seed=" + seed, wrong);
        }
    }
}
