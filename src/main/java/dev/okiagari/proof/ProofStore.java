package dev.okiagari.proof;

import dev.okiagari.cluster.Sleep;
import dev.okiagari.database.DatabaseTrouble;
import dev.okiagari.database.Documents;
import dev.okiagari.database.Paging;
import dev.okiagari.replica.Replica;
import dev.okiagari.replica.TakenOver;
import dev.okiagari.safety.Audit;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Keeps proofs, and tells when one has come further, after it is stored. */
@Component
class ProofStore {

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final ProofRepository repository;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher publisher;
    private final Sleep sleep;
    private final Replica replica;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Documents<Proof> documents =
            new Documents<>("proof", text -> json.readValue(text, Proof.class));

    ProofStore(
            ProofRepository repository,
            Audit audit,
            TransactionTemplate transaction,
            ApplicationEventPublisher publisher,
            Sleep sleep,
            Replica replica) {
        this.repository = repository;
        this.audit = audit;
        this.transaction = transaction;
        this.publisher = publisher;
        this.sleep = sleep;
        this.replica = replica;
    }

    /** What the audit log cannot tell of does not begin. */
    void begin(Proof proof) {
        transaction.executeWithoutResult(_ -> {
            repository.save(new ProofRow(proof, json.writeValueAsString(proof), replica.id()));
            audit.record(proof.by(), Proofs.PROVE, proof.target().text(), "started " + proof.id());
        });
        publisher.publishEvent(new ProofChanged(proof));
    }

    /**
     * Takes it a step further; waits for a database that is away, for what follows must not be done
     * before this is known.
     *
     * @throws IllegalStateException where it was not in the state before
     * @throws TakenOver where another replica has taken it up
     */
    void become(Proof before, Proof after) throws InterruptedException {
        Boolean stored = stored(before, after);
        while (stored == null) {
            sleep.sleep(RETRY);
            stored = stored(before, after);
        }
        if (!stored) {
            checkOurs(before);
            throw new IllegalStateException(
                    "proof %s is not %s any more".formatted(before.id(), before.state().text()));
        }
        publisher.publishEvent(new ProofChanged(after));
    }

    private void checkOurs(Proof proof) {
        String us = replica.id();
        if (us != null && repository.countOwned(proof.id().toString(), us) == 0) {
            throw new TakenOver("proof " + proof.id());
        }
    }

    /**
     * Makes one ours that is to be taken up. It is withheld where it belongs to a replica that is
     * there, be it one that was quicker.
     */
    boolean isWithheld(UUID id) {
        String us = replica.id();
        return us != null
                && Objects.requireNonNull(
                        transaction.execute(_ -> repository.claim(id.toString(), us) == 0));
    }

    /** Those that are under way on other replicas, or were left by one. */
    List<Proof> elsewhere(String clusterId) {
        String us = replica.id();
        return us == null
                ? List.of()
                : documents.readAll(repository.elsewhere(clusterId, ProofState.OPEN, us));
    }

    /** Null where the database is away. */
    private @Nullable Boolean stored(Proof before, Proof after) {
        try {
            return Boolean.TRUE.equals(transaction.execute(_ -> update(before, after)));
        } catch (RuntimeException failed) {
            if (DatabaseTrouble.of(failed).isEmpty()) {
                throw failed;
            }
            return null;
        }
    }

    private boolean update(Proof before, Proof after) {
        return repository.become(
                        before.id().toString(),
                        before.state().text(),
                        after.state().text(),
                        json.writeValueAsString(after),
                        Objects.requireNonNullElse(replica.id(), ""))
                == 1;
    }

    Optional<Proof> find(String clusterId, UUID id) {
        return repository.findByIdAndClusterId(id.toString(), clusterId).flatMap(documents::read);
    }

    List<Proof> unfinished(String clusterId) {
        return documents.readAll(repository.findByClusterIdAndStateIn(clusterId, ProofState.OPEN));
    }

    /** Those of a change, the newest first. */
    List<Proof> of(String clusterId, UUID change) {
        return documents.readAll(
                repository.findByClusterIdAndChangeIdOrderByIdDesc(clusterId, change.toString()));
    }

    List<Proof> newest(String clusterId, ProofQuery query) {
        return documents.page(
                query.before(),
                query.limit(),
                before ->
                        repository.newest(
                                clusterId,
                                Paging.before(before),
                                Paging.orAny(query.namespace()),
                                Paging.orAny(query.workload()),
                                Limit.of(query.limit())));
    }
}
