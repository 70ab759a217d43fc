package dev.okiagari.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.atMost;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.okiagari.safety.Actor;
import dev.okiagari.safety.Audit;
import dev.okiagari.safety.Rights;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** How often one may guess, and what is written down of it. */
class LocalLoginTests {

    private static final String ADDRESS = "192.0.2.7";

    private final SteppedClock clock = new SteppedClock();
    private final Audit audit = mock();
    private final LoginAudit log = new LoginAudit(audit, clock);
    private final LocalLogin login = new LocalLogin(accounts(), log, clock);

    @Test
    void aRightPasswordGivesTheRightsOfItsUser() {
        assertThat(login.attempt(ADDRESS, "anna", "pass"))
                .isInstanceOfSatisfying(
                        LoginResult.Accepted.class,
                        accepted ->
                                assertThat(accepted.account().rights().greatest().word())
                                        .isEqualTo("admin"));
    }

    @Test
    void onePasswordTriedWithManyNamesIsGuessing() {
        for (int i = 0; i < 30; i++) {
            assertThat(login.attempt(ADDRESS, "user" + i, "pass"))
                    .isInstanceOf(LoginResult.Refused.class);
        }

        assertThat(login.attempt(ADDRESS, "anna", "pass")).isInstanceOf(LoginResult.Paused.class);
        assertThat(login.attempt("192.0.2.8", "anna", "pass"))
                .isInstanceOf(LoginResult.Accepted.class);
        clock.passes(Duration.ofMinutes(1));
        assertThat(login.attempt(ADDRESS, "anna", "pass")).isInstanceOf(LoginResult.Accepted.class);
    }

    @Test
    void aFloodOfGuessesDoesNotFillTheLog() {
        for (int i = 0; i < 500; i++) {
            login.attempt(ADDRESS, "user" + i, "x");
        }

        verify(audit, atMost(30)).record(any(), any(), any(), any());
    }

    @Test
    void theGuessThatPausesSaysSo() {
        for (int i = 0; i < 5; i++) {
            login.attempt(ADDRESS, "anna", "x");
        }

        verify(audit, times(1))
                .record(
                        eq(new Actor("anna", ADDRESS, "none")),
                        eq("login"),
                        any(),
                        contains("paused"));
    }

    @Test
    void aNameThatNobodyHasMayBeAPasswordAndIsNotKept() {
        login.attempt(ADDRESS, "hunter2", "x");

        verify(audit)
                .record(
                        new Actor("unknown", ADDRESS, "none"),
                        "login",
                        "okiagari",
                        "refused: wrong password");
    }

    @Test
    void aScriptThatLogsInWithEachRequestIsALineAnHour() {
        Actor anna = new Actor("anna", ADDRESS, "password", Rights.ALL);
        log.byScript(anna);
        log.byScript(anna);
        log.byScript(new Actor("anna", "192.0.2.8", "password", Rights.ALL));
        clock.passes(Duration.ofHours(1));
        log.byScript(anna);

        verify(audit, times(3)).record(any(), eq("login"), eq("api"), eq("done"));
    }

    @Test
    void aLogThatCannotBeWrittenKeepsNobodyFromHalting() {
        willThrow(new IllegalStateException(new SQLTransientConnectionException("timed out")))
                .given(audit)
                .record(any(), any(), any(), any());

        log.byScript(new Actor("anna", ADDRESS, "password", Rights.ALL));

        assertThat(login.attempt(ADDRESS, "anna", "x")).isInstanceOf(LoginResult.Refused.class);
    }

    private Accounts accounts() {
        LocalUserSetting anna =
                new LocalUserSetting(
                        "anna",
                        new BCryptPasswordEncoder(4).encode("pass"),
                        List.of(),
                        List.of("*"));
        SecurityProperties properties =
                new SecurityProperties(
                        SecurityMode.LOCAL,
                        new SecurityProperties.Local("admin", null, List.of(anna), null),
                        new SecurityProperties.Session(Duration.ofHours(2), Duration.ofHours(8)),
                        OidcSettings.none());
        return new Accounts(new LocalPasswords(mock(), clock, properties), properties, clock);
    }
}
