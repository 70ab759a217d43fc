package dev.okiagari.web;

import dev.okiagari.availability.Address;
import dev.okiagari.availability.Availability;
import dev.okiagari.availability.AvailabilityCheck;
import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.Experiment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a strip shows, in words.
 *
 * @param failures how requests failed, the most frequent first
 * @param asked what was asked, how often, and which way
 * @param notes what limits the picture
 */
record StripWords(Message summary, List<Failures> failures, Message asked, List<Message> notes) {

    StripWords {
        failures = List.copyOf(failures);
        notes = List.copyOf(notes);
    }

    /** How many failed in one way. */
    record Failures(String reason, int count) {}

    static StripWords of(Experiment experiment) {
        AvailabilityCheck check = Objects.requireNonNull(experiment.terms().availability());
        Availability seen = experiment.availability();
        return new StripWords(
                seen == null || seen.samples() == 0
                        ? Message.of("web.availability.nothing")
                        : summary(seen, experiment.isRunning()),
                seen == null
                        ? List.of()
                        : seen.failures().stream()
                                .map(one -> new Failures(Words.of(one.reason()), one.count()))
                                .toList(),
                asked(check, seen),
                notes(experiment, seen));
    }

    private static Message summary(Availability seen, boolean running) {
        String p95 = seen.latency() == null ? "" : String.valueOf(seen.latency().p95());
        String down = FaultView.seconds(seen.downMillis() / 1000.0);
        if (seen.failed() == 0) {
            return Message.of("web.availability.up", seen.samples(), p95);
        }
        if (seen.latency() == null) {
            return Message.of("web.availability.never", seen.failed(), seen.samples());
        }
        int outages = seen.outages().size() + seen.moreOutages();
        boolean goesOn = seen.outages().getLast().to() == null;
        String key = goesOn ? (running ? "down-now" : "still-down") : "down";
        return Message.of(
                "web.availability." + (outages > 1 && !goesOn ? "down-often" : key),
                down,
                seen.failed(),
                seen.samples(),
                p95,
                outages);
    }

    private static Message asked(AvailabilityCheck check, @Nullable Availability seen) {
        String what =
                switch (check.address()) {
                    case Address.Url(String url) -> url;
                    case Address.PodPort(int port, String path, String scheme) ->
                            (scheme.equals("https") ? "https " : "") + ":" + port + path;
                };
        boolean proxied = seen != null && seen.via().equals("api-proxy");
        return Message.of(
                "web.availability.asked" + (proxied ? "-by-api" : ""),
                what,
                check.intervalMillis(),
                check.timeoutMillis());
    }

    private static List<Message> notes(Experiment experiment, @Nullable Availability seen) {
        List<Message> notes = new ArrayList<>();
        if (!experiment.isRunning() && (seen == null || !seen.complete())) {
            notes.add(Message.of("web.availability.cut-off"));
        }
        if (seen != null && wasBad(experiment.injectedAt(), seen)) {
            notes.add(Message.of("web.availability.bad-before"));
        }
        if (seen != null && seen.missed() > 0) {
            notes.add(Message.of("web.availability.missed", seen.missed()));
        }
        return notes;
    }

    /** Whether the first answer was bad, and was asked for before anything happened. */
    private static boolean wasBad(@Nullable Instant injected, Availability seen) {
        return injected != null
                && !seen.outages().isEmpty()
                && seen.outages().getFirst().from().equals(seen.from())
                && seen.from().isBefore(injected);
    }
}
