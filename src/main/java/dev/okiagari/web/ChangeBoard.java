package dev.okiagari.web;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.Newest;
import dev.okiagari.liveness.ProbeChange;
import dev.okiagari.liveness.ProbeChanged;
import dev.okiagari.liveness.ProbeChanges;
import dev.okiagari.liveness.ProbeForecast;
import dev.okiagari.safety.Act;
import dev.okiagari.safety.Actor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the page of a change shows, at first and whenever it or one of its pods changes. */
@Component
class ChangeBoard {

    private static final int KEPT = 100;

    private final ProbeChanges changes;
    private final Cluster cluster;
    private final ProbeCast cast;
    private final Changes happened;
    private final Map<UUID, ProbeChange> late = Newest.of(KEPT);

    ChangeBoard(ProbeChanges changes, Cluster cluster, ProbeCast cast, Changes happened) {
        this.changes = changes;
        this.cluster = cluster;
        this.cast = cast;
        this.happened = happened;
    }

    /** Where it is kept, after a look at the cluster where its outcome is not known. */
    Optional<ProbeChange> find(UUID id) {
        Optional<ProbeChange> found = changes.find(id);
        found.ifPresent(this::remember);
        return found;
    }

    /** From memory, for the streams. */
    synchronized Optional<ProbeChange> remembered(UUID id) {
        return Optional.ofNullable(late.get(id));
    }

    /** All of it, with its forecast by what is kept. */
    Map<String, Object> model(ProbeChange change, Actor reader) {
        return model(change, view(change), reader);
    }

    /** What of it changes while it is looked at; from memory. */
    Map<String, Object> live(ProbeChange change, Actor reader) {
        return model(change, ChangeView.of(change, null), reader);
    }

    /** With {@code denied} where the reader's role is too small to change anything. */
    private Map<String, Object> model(ProbeChange change, ChangeView view, Actor reader) {
        Map<String, Object> model = new HashMap<>();
        model.put("change", view);
        model.put("progress", ChangeProgress.of(change, cluster));
        reader.rights()
                .refusal(Act.PROBE_CHANGE, change.target().workload().namespace())
                .ifPresent(reason -> model.put("denied", reason));
        return model;
    }

    ChangeView view(ProbeChange change) {
        return ChangeView.of(change, forecast(change));
    }

    private @Nullable Message forecast(ProbeChange change) {
        ProbeForecast forecast = cast.of(change);
        return forecast == null ? null : forecast.words();
    }

    @EventListener
    void on(ProbeChanged changed) {
        remember(changed.change());
        happened.happened();
    }

    private synchronized void remember(ProbeChange change) {
        late.remove(change.id());
        late.put(change.id(), change);
    }
}
