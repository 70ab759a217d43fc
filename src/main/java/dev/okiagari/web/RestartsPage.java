package dev.okiagari.web;

import dev.okiagari.history.BadCursorException;
import dev.okiagari.history.HistoryQuery;
import dev.okiagari.history.Restart;
import dev.okiagari.history.RestartCause;
import dev.okiagari.history.Slice;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** All restarts by time, the newest first. */
@Controller
class RestartsPage {

    private final Past past;

    RestartsPage(Past past) {
        this.past = past;
    }

    @GetMapping("/restarts")
    String show(
            @RequestParam(required = false) @Nullable String namespace,
            @RequestParam(required = false) @Nullable String workload,
            @RequestParam(required = false) @Nullable String cause,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        HistoryQuery query =
                HistoryQuery.all()
                        .withNamespace(Given.text(namespace))
                        .withWorkload(Given.text(workload))
                        .withCause(known(cause));
        Slice<Restart> slice = from(query, Given.text(cursor));
        model.addAttribute("lines", lines(query, slice, Given.text(cursor) != null));
        model.addAttribute("query", query);
        model.addAttribute(
                "causes", Arrays.stream(RestartCause.values()).map(RestartCause::text).toList());
        model.addAttribute("first", href(query, null));
        model.addAttribute("next", slice.next() == null ? null : href(query, slice.next()));
        model.addAttribute("kept", slice.next() == null ? Lengths.of(past.kept()) : null);
        model.addAttribute("onFirst", Given.text(cursor) == null);
        model.addAttribute("live", "/live/connection");
        return "restarts/page";
    }

    /** The restarts, and the gaps between them where no cause is asked for. */
    private List<PastLine> lines(HistoryQuery query, Slice<Restart> slice, boolean older) {
        List<RestartView> restarts = slice.items().stream().map(RestartView::of).toList();
        boolean isShort = query.cause() != null || query.workload() != null;
        if (isShort || (older && restarts.isEmpty())) {
            return PastLine.together(restarts, List.of());
        }
        HistoryQuery around = HistoryQuery.all().withNamespace(query.namespace());
        if (slice.next() != null) {
            around = around.withFrom(PastLine.of(restarts.getLast()).at());
        }
        if (older) {
            around = around.withTo(PastLine.of(restarts.getFirst()).at());
        }
        return PastLine.together(restarts, past.gaps(around).items());
    }

    /** A link that is out of date shows the beginning, not an error. */
    private Slice<Restart> from(HistoryQuery query, @Nullable String cursor) {
        try {
            return past.restarts(query.withCursor(cursor));
        } catch (BadCursorException e) {
            return past.restarts(query);
        }
    }

    private static String href(HistoryQuery query, @Nullable String cursor) {
        return Href.to("/restarts")
                .with("namespace", query.namespace())
                .with("workload", query.workload())
                .with("cause", query.cause())
                .with("cursor", cursor)
                .toString();
    }

    private static @Nullable String known(@Nullable String cause) {
        return Optional.ofNullable(Given.text(cause))
                .flatMap(RestartCause::of)
                .map(RestartCause::text)
                .orElse(null);
    }
}
