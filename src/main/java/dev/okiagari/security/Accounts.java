package dev.okiagari.security;

import dev.okiagari.safety.Rights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Who may log in: those of the settings, those of the file, and, where there are neither or a
 * password is set for it, the one built-in user. The file is read again when it has changed; one
 * that cannot be read then is said in the log, and those who were known stay.
 */
@Component
@ConditionalOnProperty(name = "okiagari.security.mode", havingValue = "local")
class Accounts implements People {

    private static final Logger log = LoggerFactory.getLogger(Accounts.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final LocalPasswords builtIn;
    private final SecurityProperties.Local local;
    private final Clock clock;
    private Map<String, Account> known;
    private @Nullable FileTime written;
    private Instant looked;

    Accounts(LocalPasswords builtIn, SecurityProperties properties, Clock clock) {
        this.builtIn = builtIn;
        this.local = properties.local();
        this.clock = clock;
        this.looked = clock.instant();
        this.written = written();
        this.known = read();
    }

    /** The account of that name, as it is now. */
    @Override
    public Optional<Account> find(String name) {
        Account listed = current().get(name);
        return listed != null || !local.hasBuiltInUser() || !name.equals(local.user())
                ? Optional.ofNullable(listed)
                : Optional.of(new Account(name, builtIn.hash(), Rights.ALL));
    }

    @Override
    public String how() {
        return SignedIn.PASSWORD;
    }

    /** The account whose password it is; a wrong name takes as long as a wrong password. */
    Optional<Account> match(String name, String password) {
        Optional<Account> found = find(name);
        boolean right = builtIn.matches(password, found.map(Account::hash).orElseGet(this::decoy));
        return right ? found : Optional.empty();
    }

    /** What a wrong name is compared with: the hash that takes longest, of those that there are. */
    String decoy() {
        Stream<String> listed = current().values().stream().map(Account::hash);
        Stream<String> own = local.hasBuiltInUser() ? Stream.of(builtIn.hash()) : Stream.empty();
        return Stream.concat(listed, own)
                .max(Comparator.comparing(Accounts::cost))
                .orElseGet(builtIn::hash);
    }

    /** How much work it is, says a hash itself: {@code $2a$12$}. */
    private static String cost(String hash) {
        return hash.substring(4, 6);
    }

    private synchronized Map<String, Account> current() {
        Instant now = clock.instant();
        if (local.usersFile() != null && !now.isBefore(looked.plus(LOOK))) {
            looked = now;
            readAgain();
        }
        return known;
    }

    private void readAgain() {
        FileTime now = written();
        if (Objects.equals(now, written)) {
            return;
        }
        written = now;
        try {
            known = read();
            log.info("{} has changed and was read again", UsersFile.SETTING);
        } catch (UsersRefused refused) {
            log.error("{} Those who were known stay.", refused.getMessage());
        }
    }

    private @Nullable FileTime written() {
        Path file = local.usersFile();
        try {
            return file == null ? null : Files.getLastModifiedTime(file);
        } catch (IOException notThere) {
            return null;
        }
    }

    private Map<String, Account> read() {
        Map<String, Account> accounts = new LinkedHashMap<>();
        add(accounts, local.users(), "okiagari.security.local.users");
        Path file = local.usersFile();
        if (file != null) {
            add(accounts, UsersFile.read(file), UsersFile.SETTING + " (" + file + ")");
        }
        return Map.copyOf(accounts);
    }

    private void add(Map<String, Account> accounts, List<LocalUserSetting> users, String where) {
        for (LocalUserSetting user : users) {
            user.problem()
                    .ifPresent(problem -> {
                        throw new UsersRefused("%s: %s.".formatted(where, problem));
                    });
            boolean taken = local.hasBuiltInUser() && user.name().equals(local.user());
            if (taken || accounts.putIfAbsent(user.name(), user.account()) != null) {
                throw new UsersRefused(
                        "%s: there are two users named %s.".formatted(where, user.name()));
            }
        }
    }
}
