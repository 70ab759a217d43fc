package dev.okiagari.cluster;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventSeries;
import io.fabric8.kubernetes.api.model.EventSource;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From the client's events, of the old recorder and of the new, to ours. */
final class EventTranslator {

    private static final Pattern CONTAINER =
            Pattern.compile("spec\\.(?:init|ephemeral)?[cC]ontainers\\{([^}]+)}");

    private EventTranslator() {}

    static KubeEvent translate(Event event) {
        ObjectReference involved =
                Objects.requireNonNullElseGet(event.getInvolvedObject(), ObjectReference::new);
        Instant last = lastAt(event);
        Instant first = Times.parse(event.getFirstTimestamp());
        return new KubeEvent(
                event.getMetadata().getUid(),
                event.getMetadata().getNamespace(),
                Objects.requireNonNullElse(involved.getKind(), ""),
                Objects.requireNonNullElse(involved.getName(), ""),
                involved.getUid(),
                container(involved.getFieldPath()),
                Objects.requireNonNullElse(event.getType(), "Normal"),
                Objects.requireNonNullElse(event.getReason(), ""),
                Bounded.text(Objects.requireNonNullElse(event.getMessage(), "")),
                count(event),
                first == null ? last : first,
                last,
                component(event));
    }

    private static Instant lastAt(Event event) {
        EventSeries series = event.getSeries();
        return Stream.of(
                        event.getLastTimestamp(),
                        series == null ? null : micro(series.getLastObservedTime()),
                        micro(event.getEventTime()),
                        event.getMetadata().getCreationTimestamp())
                .map(Times::parse)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    private static @Nullable String micro(@Nullable MicroTime time) {
        return time == null ? null : time.getTime();
    }

    private static int count(Event event) {
        if (event.getCount() != null && event.getCount() > 0) {
            return event.getCount();
        }
        EventSeries series = event.getSeries();
        return series == null || series.getCount() == null ? 1 : Math.max(1, series.getCount());
    }

    private static @Nullable String component(Event event) {
        EventSource source = event.getSource();
        return source == null || source.getComponent() == null
                ? event.getReportingComponent()
                : source.getComponent();
    }

    private static @Nullable String container(@Nullable String fieldPath) {
        Matcher matcher = CONTAINER.matcher(Objects.requireNonNullElse(fieldPath, ""));
        return matcher.matches() ? matcher.group(1) : null;
    }
}
