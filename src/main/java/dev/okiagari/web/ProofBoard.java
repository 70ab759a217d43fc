package dev.okiagari.web;

import dev.okiagari.cluster.Newest;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.experiment.Experiment;
import dev.okiagari.liveness.ProbeChange;
import dev.okiagari.proof.Proof;
import dev.okiagari.proof.ProofChanged;
import dev.okiagari.proof.ProofQuery;
import dev.okiagari.proof.Proofs;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the page of a proof shows, at first and whenever it changes. */
@Component
class ProofBoard {

    private static final int KEPT = 100;

    /** Workloads of several kinds may have the same name. */
    private static final int OF_ONE_NAME = 5;

    private final Proofs proofs;
    private final ChangeBoard changes;
    private final Changes happened;
    private final Map<UUID, Proof> late = Newest.of(KEPT);

    ProofBoard(Proofs proofs, ChangeBoard changes, Changes happened) {
        this.proofs = proofs;
        this.changes = changes;
        this.happened = happened;
    }

    /** Where it is kept; its change is remembered with it. */
    Optional<Proof> find(UUID id) {
        Optional<Proof> found = proofs.find(id);
        found.ifPresent(this::remember);
        return found;
    }

    /** From memory, for the streams. */
    synchronized Optional<Proof> remembered(UUID id) {
        return Optional.ofNullable(late.get(id));
    }

    /** The one that an experiment is a hang of: while it runs, no other is at its workload. */
    Optional<Proof> around(Experiment hang) {
        WorkloadRef workload = hang.target().workload();
        return proofs
                .list(new ProofQuery(workload.namespace(), workload.name(), hang.id(), OF_ONE_NAME))
                .stream()
                .filter(proof ->
                        hang.id().equals(proof.before()) || hang.id().equals(proof.after()))
                .findFirst();
    }

    /** {@code proof}, and {@code change} with the difference that was shown. */
    Map<String, Object> model(Proof proof) {
        return model(proof, changes.find(proof.agreement().change()).orElse(null));
    }

    /** The same from memory. */
    Map<String, Object> live(Proof proof) {
        return model(proof, changes.remembered(proof.agreement().change()).orElse(null));
    }

    private static Map<String, Object> model(Proof proof, @Nullable ProbeChange change) {
        Map<String, Object> model = new HashMap<>();
        model.put("proof", ProofReport.of(proof));
        if (change != null) {
            model.put("change", ChangeView.of(change, null));
        }
        return model;
    }

    @EventListener
    void on(ProofChanged changed) {
        remember(changed.proof());
        happened.happened();
    }

    private synchronized void remember(Proof proof) {
        late.remove(proof.id());
        late.put(proof.id(), proof);
    }
}
