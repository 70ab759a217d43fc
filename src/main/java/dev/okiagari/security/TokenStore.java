package dev.okiagari.security;

import dev.okiagari.safety.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where tokens are kept, by the hash of what their owners were shown. */
@Component
@WithLogin
class TokenStore {

    private static final String ALL =
            """
            select id, owner, name, role, namespaces, created_at, expires_at, used_at, used_from
            from security_token
            """;

    private final JdbcClient database;

    TokenStore(JdbcClient database) {
        this.database = database;
    }

    void add(String hash, Token token) {
        database.sql(
                        """
                        insert into security_token
                            (id, hash, owner, name, role, namespaces, created_at, expires_at)
                        values (:id, :hash, :owner, :name, :role, :namespaces, :created, :expires)
                        """)
                .param("id", token.id())
                .param("hash", hash)
                .param("owner", token.owner())
                .param("name", token.name())
                .param("role", token.role().name())
                .param("namespaces", String.join(",", token.namespaces()))
                .param("created", at(token.createdAt()))
                .param("expires", at(token.expiresAt()))
                .update();
    }

    Optional<Token> byHash(String hash) {
        return database.sql(ALL + "where hash = :hash")
                .param("hash", hash)
                .query(TokenStore::token)
                .optional();
    }

    Optional<Token> byId(String id) {
        return database.sql(ALL + "where id = :id")
                .param("id", id)
                .query(TokenStore::token)
                .optional();
    }

    /** The newest first. */
    List<Token> of(String owner) {
        return database.sql(ALL + "where owner = :owner order by created_at desc, id")
                .param("owner", owner)
                .query(TokenStore::token)
                .list();
    }

    List<Token> all() {
        return database.sql(ALL + "order by created_at desc, id").query(TokenStore::token).list();
    }

    void used(Token token) {
        Instant used = token.usedAt();
        database.sql("update security_token set used_at = :at, used_from = :origin where id = :id")
                .param("at", used == null ? null : at(used))
                .param("origin", token.usedFrom())
                .param("id", token.id())
                .update();
    }

    boolean remove(String id) {
        return database.sql("delete from security_token where id = :id").param("id", id).update()
                > 0;
    }

    private static Token token(ResultSet row, int number) throws SQLException {
        OffsetDateTime used = row.getObject("used_at", OffsetDateTime.class);
        return new Token(
                row.getString("id"),
                row.getString("owner"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                List.of(row.getString("namespaces").split(",")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                used == null ? null : used.toInstant(),
                row.getString("used_from"));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
    }
}
