package dev.okiagari.liveness;

import dev.okiagari.database.Documents;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.springframework.data.domain.Persistable;

/** A change of a probe as it is stored: whole, and beside that what lists are searched by. */
@Entity
@Table(name = "probe_change")
class ProbeChangeRow implements Persistable<String>, Documents.Row {

    /** Templates are stored twice, and the difference of both. */
    static final int LONGEST = 1_000_000;

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
    private String container = "";

    @Column(nullable = false)
    private String probe = "";

    @Column(nullable = false)
    private Instant requestedAt = Instant.EPOCH;

    @Column(nullable = false, length = LONGEST)
    private String document = "";

    @Transient private boolean isNew;

    protected ProbeChangeRow() {}

    /** The first that is stored of it. */
    ProbeChangeRow(ProbeChange change, String document) {
        this.id = change.id().toString();
        this.clusterId = change.clusterId();
        this.state = change.state().text();
        this.namespace = change.target().workload().namespace();
        this.workloadKind = change.target().workload().kind();
        this.workloadName = change.target().workload().name();
        this.container = change.target().container();
        this.probe = change.type().name();
        this.requestedAt = change.requestedAt();
        this.document = document;
        this.isNew = true;
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
