package dev.okiagari.security;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Where the provider's users are kept. */
@Component
@ConditionalOnProperty(name = "okiagari.security.mode", havingValue = "oidc")
class OidcStore {

    private static final String BETWEEN = "\n";

    private final JdbcClient database;

    OidcStore(JdbcClient database) {
        this.database = database;
    }

    Optional<OidcPerson> find(String name) {
        return database.sql(
                        """
                        select user_name, identity, groups_held, seen_at
                        from security_oidc_user where user_name = :name
                        """)
                .param("name", name)
                .query((row, _) ->
                        new OidcPerson(
                                row.getString(1),
                                row.getString(2),
                                groups(row.getString(3)),
                                row.getObject(4, OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** Somebody under a name that was nobody's; what a former one of that name had made is over. */
    void add(OidcPerson person) {
        database.sql("delete from security_oidc_user where user_name = :name")
                .param("name", person.name())
                .update();
        database.sql("delete from security_token where owner = :name")
                .param("name", person.name())
                .update();
        with(
                        person,
                        """
                        insert into security_oidc_user (user_name, identity, groups_held, seen_at)
                        values (:name, :identity, :groups, :seen)
                        """)
                .update();
    }

    void seen(OidcPerson person) {
        with(
                        person,
                        """
                        update security_oidc_user set groups_held = :groups, seen_at = :seen
                        where user_name = :name and identity = :identity
                        """)
                .update();
    }

    private StatementSpec with(OidcPerson person, String sql) {
        return database.sql(sql)
                .param("name", person.name())
                .param("identity", person.identity())
                .param("groups", String.join(BETWEEN, person.groups()))
                .param(
                        "seen",
                        OffsetDateTime.ofInstant(
                                person.seenAt().truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC));
    }

    private static Set<String> groups(String kept) {
        return kept.isEmpty() ? Set.of() : Set.of(kept.split(BETWEEN));
    }
}
