package dev.okiagari.web;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When the kubelet tries again: it says how long it holds a container back, not since when. */
final class BackOff {

    private static final Pattern DELAY =
            Pattern.compile("back-off (?:(\\d{1,3})m)?(?:(\\d{1,5})s)? restarting");

    private BackOff() {}

    /** At the earliest, by the cluster's clock; null where the kubelet does not tell. */
    static @Nullable Instant until(ContainerSnapshot container) {
        if (!(container.state() instanceof ContainerState.Waiting waiting)
                || !waiting.isBackOff()
                || waiting.message() == null
                || container.lastTermination() == null
                || container.lastTermination().finishedAt() == null) {
            return null;
        }
        Matcher delay = DELAY.matcher(waiting.message());
        return delay.find() ? container.lastTermination().finishedAt().plus(duration(delay)) : null;
    }

    private static Duration duration(Matcher delay) {
        return Duration.ofMinutes(number(delay.group(1))).plusSeconds(number(delay.group(2)));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
