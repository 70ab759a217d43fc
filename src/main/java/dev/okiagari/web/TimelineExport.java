package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A timeline to be kept elsewhere, a line each thing that happened. */
@Hidden
@RestController
class TimelineExport {

    private static final List<String> HEAD =
            List.of(
                    "kind",
                    "at",
                    "until",
                    "namespace",
                    "workload_kind",
                    "workload",
                    "pod",
                    "container",
                    "what",
                    "count",
                    "exact",
                    "exit_code",
                    "reason",
                    "experiment",
                    "text");

    private final Past past;
    private final Bench bench;
    private final Texts texts;
    private final Clock clock;

    TimelineExport(Past past, Bench bench, Texts texts, Clock clock) {
        this.past = past;
        this.bench = bench;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/timeline/export.csv")
    ResponseEntity<byte[]> csv(TimelineFilter filter, Locale locale) {
        TimelineFilter.Meant meant = filter.meant(clock.instant());
        StringBuilder sheet = new StringBuilder(Csv.line(HEAD));
        TimelineItems.of(past.timeline(meant.query()), bench.marks(meant.span()))
                .forEach(item -> sheet.append(line(item, locale)));
        return Attachment.sheet("okiagari-timeline.csv", sheet.toString());
    }

    private String line(TimelineItem item, Locale locale) {
        TimelineItem.When when = item.when();
        TimelineItem.Whose whose = item.whose();
        TimelineItem.What what = item.what();
        TimelineItem.Exit exit = item.exit();
        return Csv.line(
                item.kind().word(),
                Json.time(when.at()),
                when.until() == null ? null : Json.time(when.until()),
                whose.namespace(),
                whose.workload() == null ? null : whose.workload().kind(),
                whose.workload() == null ? null : whose.workload().name(),
                whose.pod(),
                whose.container(),
                what.word(),
                what.count(),
                what.exact(),
                exit == null ? null : exit.code(),
                exit == null ? null : exit.reason(),
                item.experiment(),
                text(item, locale));
    }

    private @Nullable String text(TimelineItem item, Locale locale) {
        return switch (item.told()) {
            case null -> null;
            case TimelineItem.Told.Text(Message message) -> texts.render(message, locale);
            case TimelineItem.Told.Said(String text) -> text;
        };
    }
}
