package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.Spread;
import dev.okiagari.history.Comebacks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Says in words how long a workload took to come back, and whether that changed. */
@Component
class RecoveryStory {

    private static final Duration LATELY = Duration.ofDays(7);

    /** Fewer have no middle to speak of. */
    private static final int ENOUGH = 3;

    private final Texts texts;

    RecoveryStory(Texts texts) {
        this.texts = texts;
    }

    List<String> tell(RecoveryTrend trend, Locale locale) {
        List<String> told = new ArrayList<>();
        String workload = trend.workload().name();
        Spread spread = trend.spread();
        if (trend.points().isEmpty()) {
            return List.of(texts.render(Message.of("web.recovery.none", workload), locale));
        }
        int times = trend.points().size() - trend.lost();
        told.add(
                spread == null
                        ? texts.render(Message.of("web.recovery.never", workload), locale)
                        : whole(workload, times, spread, locale));
        lately(trend, locale, told);
        if (trend.lost() > 0) {
            told.add(texts.plural("web.recovery.lost", trend.lost(), locale));
        }
        if (trend.more()) {
            told.add(texts.render(Message.of("web.recovery.more", Comebacks.MOST), locale));
        }
        return told;
    }

    private String whole(String workload, int times, Spread spread, Locale locale) {
        return texts.render(
                times == 1
                        ? Message.of("web.recovery.once", workload, length(spread.worst(), locale))
                        : Message.of(
                                "web.recovery.times",
                                workload,
                                times,
                                length(spread.median(), locale),
                                length(spread.worst(), locale)),
                locale);
    }

    /** The last week against the weeks before, where both have enough to be held against. */
    private void lately(RecoveryTrend trend, Locale locale, List<String> told) {
        Instant since = trend.to().minus(LATELY);
        List<RecoveryPoint> last = trend.measured(since, true);
        List<RecoveryPoint> before = trend.measured(since, false);
        Spread now = RecoveryTrend.spread(last);
        Spread then = RecoveryTrend.spread(before);
        if (now != null && then != null && Math.min(last.size(), before.size()) >= ENOUGH) {
            told.add(
                    texts.render(
                            Message.of(
                                    "web.recovery.lately",
                                    length(now.median(), locale),
                                    length(then.median(), locale)),
                            locale));
        }
    }

    private String length(double seconds, Locale locale) {
        return texts.render(Lengths.fine(seconds), locale);
    }
}
