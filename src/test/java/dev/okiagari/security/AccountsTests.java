package dev.okiagari.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import dev.okiagari.safety.Act;
import dev.okiagari.safety.Rights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Who may log in, from where it is written down. */
class AccountsTests {

    private static final String HASH = new BCryptPasswordEncoder(4).encode("pass");

    @TempDir private Path directory;
    private final SteppedClock clock = new SteppedClock();

    @Test
    void aFileSaysWhoMayWhatWhere() throws Exception {
        Accounts accounts =
                accounts(
                        file(
                                """
                                # the team
                                users:
                                  - name: olaf
                                    password-hash: "%s"
                                    operator: [shop, "team-*"]
                                    admin: [lab]
                                  - name: vera
                                    password-hash: "%s"
                                """
                                        .formatted(HASH, HASH)));

        Rights olaf = accounts.match("olaf", "pass").orElseThrow().rights();
        assertThat(olaf.refusal(Act.INJECT, "team-a")).isEmpty();
        assertThat(olaf.refusal(Act.PROBE_CHANGE, "shop")).isPresent();
        assertThat(olaf.refusal(Act.PROBE_CHANGE, "lab")).isEmpty();
        assertThat(
                        accounts.match("vera", "pass")
                                .orElseThrow()
                                .rights()
                                .refusal(Act.INJECT, "shop"))
                .isPresent();
        assertThat(accounts.match("vera", "wrong")).isEmpty();
        assertThat(accounts.match("nobody", "pass")).isEmpty();
        assertThat(accounts.match("admin", "pass")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "users:",
                "users: anna",
                "users: [anna]",
                "user:\n  - name: anna",
                "users:\n  - name: anna",
                "users:\n  - name: anna\n    password-hash: secret",
                "users:\n  - name: anna\n    password: HASH",
                "users:\n  - name: ''\n    password-hash: HASH",
                "users:\n  - name: \"a\\nb\"\n    password-hash: HASH",
                "users:\n  - name: anna\n    password-hash: HASH\n    role: admin",
                "users:\n  - name: anna\n    password-hash: HASH\n    admin: ['a b']",
                "users:\n  - name: anna\n    password-hash: HASH\n    admin: ['${user.home}']",
                "users:\n  - {name: anna, password-hash: HASH}\n  - {name: anna, password-hash: HASH}",
                "users: [\n  - x: {",
                "users: !!javax.script.ScriptEngineManager []",
                "\u0000\u0001"
            })
    void aFileThatCannotBeMeantStopsTheStartInOneLineWithoutItsSecrets(String text)
            throws Exception {
        Path file = file(text.replace("HASH", '"' + HASH + '"'));

        assertThatThrownBy(() -> accounts(file))
                .isInstanceOf(UsersRefused.class)
                .message()
                .contains("okiagari.security.local.users-file")
                .contains(file.toString())
                .doesNotContain(HASH, "secret", "\n");
    }

    @Test
    void aFileThatIsNotThereStopsTheStart() {
        assertThatThrownBy(() -> accounts(directory.resolve("none.yaml")))
                .hasMessageContaining("none.yaml, but it is not there, or may not be read.");
    }

    @Test
    void aFileThatBecomesUnreadableLeavesThoseWhoWereKnown() throws Exception {
        Path file = file("users:\n  - {name: anna, password-hash: \"" + HASH + "\"}");
        Accounts accounts = accounts(file);

        Files.writeString(file, "users: [");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        clock.passes(Duration.ofSeconds(2));

        assertThat(accounts.match("anna", "pass")).isPresent();
    }

    @Test
    void aFileIsReadAgainWhenItHasChanged() throws Exception {
        Path file = file("users:\n  - {name: anna, password-hash: \"" + HASH + "\"}");
        Accounts accounts = accounts(file);

        Files.writeString(file, "users:\n  - {name: otto, password-hash: \"" + HASH + "\"}");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        clock.passes(Duration.ofSeconds(2));

        assertThat(accounts.find("anna")).isEmpty();
        assertThat(accounts.match("otto", "pass")).isPresent();
    }

    @Test
    void theBuiltInUserIsThereWhereNobodyElseIsOrItsPasswordIsSet() throws Exception {
        LocalUserSetting anna = new LocalUserSetting("anna", HASH, List.of(), List.of());

        assertThat(accounts(null, null, List.of()).find("admin")).isPresent();
        assertThat(accounts(null, null, List.of(anna)).find("admin")).isEmpty();
        assertThat(accounts(null, "pass", List.of(anna)).match("admin", "pass"))
                .hasValueSatisfying(admin -> assertThat(admin.rights()).isEqualTo(Rights.ALL));
    }

    @Test
    void twoOfOneNameStopTheStart() {
        LocalUserSetting admin = new LocalUserSetting("admin", HASH, List.of(), List.of());

        assertThatThrownBy(() -> accounts(null, "pass", List.of(admin)))
                .hasMessage("okiagari.security.local.users: there are two users named admin.");
    }

    /** Who there is could else be found out by a clock. */
    @Test
    void aNameThatNobodyHasTakesAsLongAsTheSlowestThatSomebodyHas() {
        String slow = new BCryptPasswordEncoder(11).encode("pass");
        LocalUserSetting anna = new LocalUserSetting("anna", HASH, List.of(), List.of());
        LocalUserSetting otto = new LocalUserSetting("otto", slow, List.of(), List.of());

        assertThat(accounts(null, null, List.of(otto, anna)).decoy()).isEqualTo(slow);
        assertThat(accounts(null, null, List.of(anna)).decoy()).isEqualTo(HASH);
        assertThat(accounts(null, "pass", List.of(anna)).decoy()).startsWith("$2a$10$");
        assertThat(accounts(null, null, List.of(anna)).match("nobody", "pass")).isEmpty();
    }

    @Test
    void nothingPrintsAHash() {
        LocalUserSetting anna = new LocalUserSetting("anna", HASH, List.of(), List.of());

        assertThat(anna.toString() + anna.account()).doesNotContain(HASH);
    }

    private Path file(String text) throws Exception {
        return Files.writeString(directory.resolve("users.yaml"), text);
    }

    private Accounts accounts(Path file) {
        return accounts(file, null, List.of());
    }

    private Accounts accounts(
            @Nullable Path file, @Nullable String password, List<LocalUserSetting> users) {
        SecurityProperties properties =
                new SecurityProperties(
                        SecurityMode.LOCAL,
                        new SecurityProperties.Local("admin", password, users, file),
                        new SecurityProperties.Session(Duration.ofHours(2), Duration.ofHours(8)),
                        OidcSettings.none());
        return new Accounts(new LocalPasswords(mock(), clock, properties), properties, clock);
    }
}
