package dev.okiagari.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.transaction.CannotCreateTransactionException;

/** Logins that outlive a restart, and end when they should. */
class SessionsTests {

    private static final String HASH = new BCryptPasswordEncoder(4).encode("one");
    private static final String OTHER = new BCryptPasswordEncoder(4).encode("two");

    @TempDir private Path directory;
    private Path file;
    private final SteppedClock clock = new SteppedClock();
    private final SessionStore store = mock();
    private final Map<String, Session> rows = new HashMap<>();
    private Accounts accounts;
    private Sessions sessions;

    @BeforeEach
    void rowsAreKept() throws Exception {
        file = directory.resolve("users.yaml");
        users(HASH, "anna");
        willAnswer(call -> rows.put(call.getArgument(0), call.getArgument(1)))
                .given(store)
                .add(anyString(), any());
        willAnswer(call -> rows.remove(call.<String>getArgument(0)))
                .given(store)
                .remove(anyString());
        given(store.find(anyString()))
                .willAnswer(call -> Optional.ofNullable(rows.get(call.<String>getArgument(0))));
        accounts =
                new Accounts(new LocalPasswords(mock(), clock, properties()), properties(), clock);
        sessions = replica();
    }

    @Test
    void itOutlivesARestartAndCountsOnEveryReplica() {
        String secret = sessions.open("anna");

        assertThat(replica().find(secret)).map(SignedIn::getName).contains("anna");
    }

    @Test
    void noRowLetsAnybodyIn() {
        String secret = sessions.open("anna");

        assertThat(rows.keySet()).singleElement().isNotEqualTo(secret);
        assertThat(replica().find(rows.keySet().iterator().next())).isEmpty();
    }

    @Test
    void eachLoginIsANewOne() {
        assertThat(sessions.open("anna")).isNotEqualTo(sessions.open("anna"));
    }

    @Test
    void itEndsWithTheLogoutAtOnceHereAndSoonElsewhere() {
        String secret = sessions.open("anna");
        Sessions other = replica();
        other.find(secret);

        sessions.close(secret);

        assertThat(sessions.find(secret)).isEmpty();
        clock.passes(Lookups.FRESH);
        assertThat(other.find(secret)).isEmpty();
    }

    @Test
    void itEndsWhenNobodyUsesIt() {
        String secret = sessions.open("anna");
        clock.passes(Duration.ofHours(2));

        assertThat(sessions.find(secret)).isEmpty();
        assertThat(rows).isEmpty();
    }

    @Test
    void useKeepsItForItsLifetimeOnly() {
        String secret = sessions.open("anna");
        for (int hour = 1; hour < 8; hour++) {
            clock.passes(Duration.ofHours(1));
            assertThat(sessions.find(secret)).isPresent();
            rows.replaceAll((_, session) -> session.used(clock.instant()));
        }
        clock.passes(Duration.ofHours(1));

        assertThat(sessions.find(secret)).isEmpty();
    }

    @Test
    void useIsNotedOnceAMinute() {
        String secret = sessions.open("anna");
        sessions.find(secret);
        verify(store, never()).used(anyString(), any());

        clock.passes(Duration.ofMinutes(1));
        sessions.find(secret);
        sessions.find(secret);

        verify(store).used(anyString(), any());
    }

    @Test
    void anotherPasswordEndsIt() throws Exception {
        String secret = sessions.open("anna");

        users(OTHER, "anna");
        clock.passes(Duration.ofSeconds(2));

        assertThat(sessions.find(secret)).isEmpty();
    }

    @Test
    void whoeverIsTakenOutOfTheFileIsOut() throws Exception {
        String secret = sessions.open("anna");

        users(HASH, "otto");
        clock.passes(Duration.ofSeconds(2));

        assertThat(sessions.find(secret)).isEmpty();
    }

    @Test
    void whoeverIsLoggedInStaysWhileTheDatabaseIsAway() {
        String secret = sessions.open("anna");
        given(store.find(anyString())).willThrow(away());
        clock.passes(Duration.ofMinutes(5));

        assertThat(sessions.find(secret)).isPresent();
        assertThat(replica().find(secret)).isEmpty();
    }

    @Test
    void oneCanLogInToHaltWhileTheDatabaseIsAway() {
        willThrow(away()).given(store).add(anyString(), any());
        given(store.find(anyString())).willThrow(away());

        String secret = sessions.open("anna");
        clock.passes(Duration.ofMinutes(5));

        assertThat(sessions.find(secret)).isPresent();
    }

    @Test
    void aMistakeOfOursIsNoAbsence() {
        given(store.find(anyString())).willThrow(new IllegalStateException("ours"));

        assertThatThrownBy(() -> sessions.find("x")).isInstanceOf(IllegalStateException.class);
    }

    private Sessions replica() {
        return new Sessions(store, accounts, properties(), clock);
    }

    private SecurityProperties properties() {
        return new SecurityProperties(
                SecurityMode.LOCAL,
                new SecurityProperties.Local("admin", null, List.of(), file),
                new SecurityProperties.Session(Duration.ofHours(2), Duration.ofHours(8)),
                OidcSettings.none());
    }

    private void users(String hash, String name) throws Exception {
        Files.writeString(
                file,
                """
                users:
                  - name: %s
                    password-hash: "%s"
                """
                        .formatted(name, hash));
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.EPOCH.plusSeconds(name.hashCode() + hash.hashCode())));
    }

    private static RuntimeException away() {
        return new CannotCreateTransactionException(
                "no connection", new SQLTransientConnectionException("timed out"));
    }
}
