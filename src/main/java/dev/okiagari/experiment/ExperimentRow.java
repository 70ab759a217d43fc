package dev.okiagari.experiment;

import dev.okiagari.database.Documents;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** An experiment as it is stored: whole, and beside that what lists are searched by. */
@Entity
@Table(name = "experiment")
class ExperimentRow implements Persistable<String>, Documents.Row {

    @Id private String id = "";

    @Column(nullable = false)
    private String clusterId = "";

    @Column(nullable = false)
    private String state = "";

    @Column(nullable = false)
    private String namespace = "";

    @Column(nullable = false)
    private String workloadKind = "";

    @Column(nullable = false)
    private String workloadName = "";

    @Column(nullable = false)
    private String pod = "";

    @Column private @Nullable String container;

    @Column(nullable = false)
    private String fault = "";

    @Column private @Nullable String outcome;

    @Column(nullable = false)
    private Instant requestedAt = Instant.EPOCH;

    @Column private @Nullable Double recoverySeconds;

    @Column private @Nullable String parent;

    /** The replica that it belongs to; only a take-up changes it. */
    @Column(updatable = false)
    private @Nullable String owner;

    @Column(nullable = false, length = 1_000_000)
    private String document = "";

    /** Spares a look for what cannot be there. */
    @Transient private boolean isNew;

    protected ExperimentRow() {}

    ExperimentRow(Experiment experiment, String document) {
        Target target = experiment.target();
        Verdict verdict = experiment.verdict();
        Recovery recovery = experiment.recovery();
        this.id = experiment.id().toString();
        this.clusterId = experiment.clusterId();
        this.state = experiment.state().name();
        this.namespace = target.pod().namespace();
        this.workloadKind = target.workload().kind();
        this.workloadName = target.workload().name();
        this.pod = target.pod().name();
        this.container = target.container();
        this.fault = experiment.fault().label();
        this.outcome = verdict == null ? null : verdict.outcome().word();
        this.requestedAt = experiment.requestedAt();
        this.recoverySeconds = recovery == null ? null : recovery.total();
        this.parent = experiment.parent() == null ? null : experiment.parent().toString();
        this.document = document;
    }

    /** The first that is stored of it. */
    static ExperimentRow first(Experiment planned, String document, @Nullable String owner) {
        ExperimentRow row = new ExperimentRow(planned, document);
        row.owner = owner;
        row.isNew = true;
        return row;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return isNew;
    }

    @Override
    public String document() {
        return document;
    }
}
