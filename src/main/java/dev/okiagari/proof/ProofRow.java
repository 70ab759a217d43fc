package dev.okiagari.proof;

import dev.okiagari.database.Documents;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A proof as it is stored: whole, and beside that what lists are searched by. */
@Entity
@Table(name = "proof")
class ProofRow implements Persistable<String>, Documents.Row {

    private static final int LONGEST = 200_000;

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
    private String changeId = "";

    /** The replica that it belongs to; only a take-up changes it. */
    @Column(updatable = false)
    private @Nullable String owner;

    @Column(nullable = false)
    private Instant requestedAt = Instant.EPOCH;

    @Column(nullable = false, length = LONGEST)
    private String document = "";

    @Transient private boolean isNew;

    protected ProofRow() {}

    /** The first that is stored of it. */
    ProofRow(Proof proof, String document, @Nullable String owner) {
        this.id = proof.id().toString();
        this.clusterId = proof.clusterId();
        this.state = proof.state().text();
        this.namespace = proof.target().workload().namespace();
        this.workloadKind = proof.target().workload().kind();
        this.workloadName = proof.target().workload().name();
        this.changeId = proof.agreement().change().toString();
        this.requestedAt = proof.requestedAt();
        this.document = document;
        this.owner = owner;
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
