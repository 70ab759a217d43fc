package dev.okiagari.security;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where sessions are kept: by the hash of what the browser has, so that no row lets anybody in. */
@Component
@WithLogin
class SessionStore {

    private final JdbcClient database;

    SessionStore(JdbcClient database) {
        this.database = database;
    }

    void add(String id, Session session) {
        database.sql(
                        """
                        insert into security_session
                            (id, user_name, credential, hint, created_at, used_at)
                        values (:id, :user, :credential, :hint, :created, :used)
                        """)
                .param("id", id)
                .param("user", session.user())
                .param("credential", session.credential())
                .param("hint", session.hint())
                .param("created", at(session.createdAt()))
                .param("used", at(session.usedAt()))
                .update();
    }

    Optional<Session> find(String id) {
        return database.sql(
                        """
                        select user_name, credential, hint, created_at, used_at
                        from security_session where id = :id
                        """)
                .param("id", id)
                .query((row, _) ->
                        new Session(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getObject(4, OffsetDateTime.class).toInstant(),
                                row.getObject(5, OffsetDateTime.class).toInstant()))
                .optional();
    }

    void used(String id, Instant now) {
        database.sql("update security_session set used_at = :now where id = :id")
                .param("now", at(now))
                .param("id", id)
                .update();
    }

    void remove(String id) {
        database.sql("delete from security_session where id = :id").param("id", id).update();
    }

    void removeOver(Instant createdBefore, Instant usedBefore) {
        database.sql(
                        """
                        delete from security_session
                        where created_at <= :created or used_at <= :used
                        """)
                .param("created", at(createdBefore))
                .param("used", at(usedBefore))
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
    }
}
