package dev.okiagari.liveness;

import dev.okiagari.database.Documents;
import dev.okiagari.database.Paging;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.Audit;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Keeps changes of probes, and tells when one has come further, after it is stored. */
@Component
class ProbeChangeStore {

    private static final List<String> OPEN = List.of("applying", "undoing");
    private static final Duration REHEARSED = Duration.ofDays(1);
    private static final int SHOWN = 20;

    private final ProbeChangeRepository repository;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Documents<ProbeChange> documents =
            new Documents<>("probe change", text -> json.readValue(text, ProbeChange.class));

    ProbeChangeStore(
            ProbeChangeRepository repository,
            Audit audit,
            TransactionTemplate transaction,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.repository = repository;
        this.audit = audit;
        this.transaction = transaction;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Whether it is small enough to be kept whole, also once it is applied. */
    boolean hasRoomFor(ProbeChange change) {
        int more = change.shown().after().length() * 2;
        return json.writeValueAsString(change).length() + more < ProbeChangeRow.LONGEST;
    }

    /** Stores what somebody is shown; of what was shown a day ago nothing follows any more. */
    void rehearsed(ProbeChange rehearsed) {
        transaction.executeWithoutResult(_ -> {
            repository.forgetRehearsedBefore(clock.instant().minus(REHEARSED));
            repository.save(new ProbeChangeRow(rehearsed, json.writeValueAsString(rehearsed)));
        });
    }

    /**
     * Takes a change a step further, together with its line in the audit log.
     *
     * @return false where it was not in the state before, and nothing was done
     */
    boolean become(ProbeChange before, ProbeChange after, Actor by, String action) {
        Boolean stored =
                transaction.execute(_ -> {
                    int rows =
                            repository.become(
                                    before.id().toString(),
                                    before.state().text(),
                                    after.state().text(),
                                    json.writeValueAsString(after));
                    if (rows == 1) {
                        audit.record(
                                by,
                                action,
                                after.target().text() + " " + ProbePatch.field(after.type()),
                                after.state().text() + " " + after.id());
                    }
                    return rows == 1;
                });
        boolean done = Boolean.TRUE.equals(stored);
        if (done) {
            publisher.publishEvent(new ProbeChanged(after));
        }
        return done;
    }

    Optional<ProbeChange> find(String clusterId, UUID id) {
        return repository.findByIdAndClusterId(id.toString(), clusterId).flatMap(documents::read);
    }

    List<ProbeChange> open(String clusterId) {
        return documents.readAll(repository.findByClusterIdAndStateIn(clusterId, OPEN));
    }

    List<ProbeChange> newest(String clusterId, ProbeChangeQuery query) {
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

    /** What was shown of a probe and not applied, the newest first. */
    List<ProbeChange> shown(String clusterId, ProbeRequest request) {
        ProbeTarget target = request.target();
        return documents.readAll(
                repository.shown(
                        clusterId,
                        target.workload().namespace(),
                        target.workload().kind(),
                        target.workload().name(),
                        target.container(),
                        request.type().name(),
                        Limit.of(SHOWN)));
    }
}
