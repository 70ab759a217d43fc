package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.ExperimentSpan;
import dev.okiagari.history.TimelineQuery;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an address asks a timeline for. */
record TimelineFilter(
        @Parameter(description = "15m, 1h, 6h, 24h, 7d or 30d; 1h where no range is given")
                @Nullable String last,
        @Parameter(description = "RFC 3339; instead of last") @Nullable String from,
        @Parameter(description = "RFC 3339, at most 30 days after from; now where it is missing")
                @Nullable String to,
        @Nullable String namespace,
        @Parameter(description = "Kind/name, or a name of any kind") @Nullable String workload,
        @Nullable String pod,
        @Parameter(description = "Into how many stretches what is too much is summed up: 1 to 1000")
                @Nullable Integer buckets,
        @Parameter(description = "How many containers at most: 1 to 500") @Nullable Integer lanes,
        @Parameter(description = "How many restarts one by one at most: 1 to 10000")
                @Nullable Integer marks) {

    private static final int BUCKETS = 240;
    private static final int LANES = TimelineQuery.MOST_LANES;
    private static final int MARKS = 4000;

    /** What is meant. */
    record Meant(TimeRange range, TimelineQuery query) {

        ExperimentSpan span() {
            return new ExperimentSpan(
                    query.from(), query.to(), query.namespace(), query.workload(), query.pod());
        }
    }

    /**
     * @throws ApiProblem naming the parameter that cannot be meant
     */
    Meant meant(Instant now) {
        TimeRange range = TimeRange.of(Given.text(last), Given.text(from), Given.text(to), now);
        return new Meant(
                range,
                new TimelineQuery(
                        range.from(),
                        range.to(),
                        Given.text(namespace),
                        Given.text(workload),
                        Given.text(pod),
                        number("lanes", lanes, LANES, TimelineQuery.MOST_LANES),
                        number("marks", marks, MARKS, TimelineQuery.MOST_MARKS),
                        number("buckets", buckets, BUCKETS, TimelineQuery.MOST_BUCKETS)));
    }

    /** As the form of the page means it: who has written a time means that, not the last hour. */
    TimelineFilter asWritten() {
        boolean written = Given.text(from) != null || Given.text(to) != null;
        return new TimelineFilter(
                written ? null : Given.text(last),
                Given.text(from),
                Given.text(to),
                Given.text(namespace),
                Given.text(workload),
                Given.text(pod),
                buckets,
                lanes,
                marks);
    }

    /** A link that asks for the same; {@code path} is ours. */
    String href(String path) {
        return to(path, Given.text(last))
                .with("from", Given.text(from))
                .with("to", Given.text(to))
                .toString();
    }

    /** A link that asks for the same of the last so long. */
    String href(String path, String word) {
        return to(path, word).toString();
    }

    private Href to(String path, @Nullable String word) {
        return Href.to(path)
                .with("last", word)
                .with("namespace", Given.text(namespace))
                .with("workload", Given.text(workload))
                .with("pod", Given.text(pod));
    }

    private static int number(String field, @Nullable Integer given, int usual, int most) {
        int number = given == null ? usual : given;
        if (number < 1 || number > most) {
            throw ApiProblem.badField(field, Message.of("api.input.range", 1, most));
        }
        return number;
    }
}
