package dev.okiagari.proof;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.Span;
import dev.okiagari.liveness.ProbeChange;
import dev.okiagari.liveness.ProbeForecast;
import dev.okiagari.proof.ProofVerdict.Conclusion;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What both hangs together say of a probe. Pure. */
final class Judge {

    /** A cluster tells its times to the second. */
    private static final double RESOLUTION = 1;

    private final boolean added;
    private final ProbeForecast forecast;
    private final Sight before;
    private final Sight after;

    private Judge(Proof proof, Sight before, Sight after) {
        this.added = proof.agreement().kind() == ProbeChange.Kind.ADDED;
        this.forecast = proof.agreement().forecast();
        this.before = before;
        this.after = after;
    }

    static ProofVerdict of(Proof proof, Sight before, Sight after) {
        Judge judge = new Judge(proof, before, after);
        return proof.type() == ProbeType.READINESS ? judge.readiness() : judge.liveness();
    }

    private ProofVerdict liveness() {
        Double restarted = before.restarted();
        if (restarted == null) {
            return livenessAfter(said("before.unnoticed", added, tenths(before.hung())));
        }
        Message told = said("before.restarted", added, tenths(restarted));
        return added
                ? new ProofVerdict(Conclusion.NOT_COMPARABLE, told, livenessAfter(told).after())
                : livenessAfter(told);
    }

    private ProofVerdict livenessAfter(Message told) {
        Span span = forecast instanceof ProbeForecast.Restarted kill ? kill.restarted() : null;
        Double at = after.restarted();
        if (at == null) {
            return new ProofVerdict(
                    Conclusion.NOT_PROVEN,
                    told,
                    span == null
                            ? message("after.unnoticed-as-forecast", tenths(after.hung()))
                            : message("after.unnoticed", tenths(after.hung())));
        }
        if (isWithin(span, at)) {
            return new ProofVerdict(Conclusion.PROVEN, told, timed("after.restarted", at, span));
        }
        // Nobody but its probe was to end it, and that was not told to have done so.
        boolean byOthers = after.noticed() == null && (span == null || at < seconds(span.min()));
        return byOthers
                ? new ProofVerdict(
                        Conclusion.NOT_COMPARABLE,
                        told,
                        message("after.something-else", tenths(at)))
                : new ProofVerdict(
                        Conclusion.OUTSIDE_FORECAST,
                        told,
                        timed("after.restarted-outside", at, span));
    }

    private ProofVerdict readiness() {
        Double unready = before.unready();
        Double restarted = before.restarted();
        if (unready == null && restarted != null) {
            Message told = message("before.restarted-first", tenths(restarted));
            return new ProofVerdict(Conclusion.NOT_COMPARABLE, told, readinessAfter(told).after());
        }
        if (unready == null) {
            return readinessAfter(said("before.routed", added, tenths(before.hung())));
        }
        Message told = said("before.unrouted", added, tenths(unready));
        return added
                ? new ProofVerdict(Conclusion.NOT_COMPARABLE, told, readinessAfter(told).after())
                : readinessAfter(told);
    }

    private ProofVerdict readinessAfter(Message told) {
        Span span = forecast instanceof ProbeForecast.Unrouted out ? out.detected() : null;
        Double at = after.unready();
        Double back = after.back();
        if (at == null) {
            Double restarted = after.restarted();
            return restarted == null
                    ? new ProofVerdict(
                            Conclusion.NOT_PROVEN,
                            told,
                            message("after.routed", tenths(after.hung())))
                    : new ProofVerdict(
                            Conclusion.NOT_COMPARABLE,
                            told,
                            message("after.restarted-first", tenths(restarted)));
        }
        if (back == null) {
            return new ProofVerdict(
                    Conclusion.NOT_PROVEN, told, message("after.not-back", tenths(at)));
        }
        boolean within = isWithin(span, at);
        Message seen =
                span == null
                        ? message("after.unrouted-unforeseen", tenths(at), tenths(back))
                        : message(
                                within ? "after.unrouted" : "after.unrouted-outside",
                                tenths(at),
                                span.min().toSeconds(),
                                most(span),
                                tenths(back));
        return new ProofVerdict(
                within ? Conclusion.PROVEN : Conclusion.OUTSIDE_FORECAST, told, seen);
    }

    private static Message timed(String which, double at, @Nullable Span span) {
        return span == null
                ? message("after.restarted-unforeseen", tenths(at))
                : message(which, tenths(at), span.min().toSeconds(), most(span));
    }

    private static boolean isWithin(@Nullable Span span, double at) {
        return span != null
                && at >= seconds(span.min()) - RESOLUTION
                && at <= seconds(span.max()) + RESOLUTION;
    }

    private static Message said(String which, boolean added, Object... facts) {
        return message(which + (added ? ".added" : ".changed"), facts);
    }

    private static Message message(String which, Object... facts) {
        return Message.of("proof.verdict." + which, facts);
    }

    private static long most(Span span) {
        return span.max().plusMillis(999).toSeconds();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static String tenths(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }
}
