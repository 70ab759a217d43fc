package dev.okiagari.security;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.springframework.data.domain.Persistable;

/** A user of mode local whose password was made up at the first start; only its hash is kept. */
@Entity
@Table(name = "security_local_user")
class LocalUser implements Persistable<String> {

    @Id
    @Column(name = "user_name")
    private String userName = "";

    @Column(name = "password_hash")
    private String passwordHash = "";

    @Column(name = "created_at")
    private Instant createdAt = Instant.EPOCH;

    @Transient private boolean made;

    /** For the provider. */
    protected LocalUser() {}

    LocalUser(String userName, String passwordHash, Instant createdAt) {
        this.userName = userName;
        this.passwordHash = passwordHash;
        this.createdAt = createdAt;
        this.made = true;
    }

    String passwordHash() {
        return passwordHash;
    }

    @Override
    public String getId() {
        return userName;
    }

    /** An insert, never an update: of two replicas that start at once only one may win. */
    @Override
    public boolean isNew() {
        return made;
    }
}
