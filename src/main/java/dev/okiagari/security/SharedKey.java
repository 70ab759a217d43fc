package dev.okiagari.security;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A secret that every replica knows and no setting has: made up by the first that starts on a
 * database, and read once, so that it is known while that is away.
 */
@Component
@DependsOnDatabaseInitialization
@ConditionalOnProperty(name = "okiagari.security.mode", havingValue = "oidc")
class SharedKey {

    private static final String NAME = "pending-login";

    private final String secret;

    SharedKey(JdbcClient database) {
        String known = find(database);
        this.secret = known == null ? made(database) : known;
    }

    Seal seal() {
        return Seal.of(secret);
    }

    private static @Nullable String find(JdbcClient database) {
        return database.sql("select secret from security_key where name = :name")
                .param("name", NAME)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private static String made(JdbcClient database) {
        String mine = Fingerprint.secret();
        try {
            database.sql("insert into security_key (name, secret) values (:name, :secret)")
                    .param("name", NAME)
                    .param("secret", mine)
                    .update();
            return mine;
        } catch (DuplicateKeyException anotherReplicaWasFirst) {
            String theirs = find(database);
            if (theirs == null) {
                throw anotherReplicaWasFirst;
            }
            return theirs;
        }
    }
}
