package dev.okiagari.security;

import dev.okiagari.database.DatabaseTrouble;
import dev.okiagari.safety.Rights;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Who has come in by the provider, with what their groups allow by the settings of now. The groups
 * are those of the latest login; for how long they count without another is a setting.
 */
@Component
@ConditionalOnProperty(name = "okiagari.security.mode", havingValue = "oidc")
class OidcPeople implements People {

    private static final Logger log = LoggerFactory.getLogger(OidcPeople.class);

    private final OidcStore store;
    private final OidcRoles roles;
    private final Duration remember;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final Lookups<OidcPerson> late;

    OidcPeople(
            OidcStore store,
            SecurityProperties properties,
            TransactionOperations transaction,
            Clock clock) {
        this.store = store;
        this.roles = new OidcRoles(properties.oidc());
        this.remember = properties.oidc().remember();
        this.transaction = transaction;
        this.clock = clock;
        this.late = new Lookups<>(clock, store::find);
    }

    /** A user of the provider who has a role. */
    private record Known(String name, String credential, Rights rights, Set<String> groups)
            implements Person {}

    @Override
    public Optional<? extends Person> find(String name) {
        return late.get(name)
                .filter(person -> !person.isForgotten(clock.instant(), remember))
                .flatMap(person ->
                        roles.rights(person.groups())
                                .map(rights ->
                                        new Known(
                                                name, person.identity(), rights, person.groups())));
    }

    @Override
    public String how() {
        return SignedIn.OIDC;
    }

    /**
     * Takes note of a login.
     *
     * @return false where the name is another person's
     */
    boolean keep(OidcPerson person) {
        try {
            return kept(person);
        } catch (DuplicateKeyException atTheSameTime) {
            late.forget(person.name());
            return kept(person);
        }
    }

    private boolean kept(OidcPerson person) {
        OidcPerson former = late.get(person.name()).orElse(null);
        boolean same = former != null && former.identity().equals(person.identity());
        if (!same && former != null && !former.isForgotten(clock.instant(), remember)) {
            return false;
        }
        unlessAway(() -> transaction.executeWithoutResult(_ -> write(person, same)));
        late.put(person.name(), person);
        return true;
    }

    private void write(OidcPerson person, boolean same) {
        if (same) {
            store.seen(person);
        } else {
            store.add(person);
        }
    }

    private static void unlessAway(Runnable write) {
        try {
            write.run();
        } catch (RuntimeException failed) {
            if (DatabaseTrouble.of(failed).isEmpty()) {
                throw failed;
            }
            // Who cannot log in cannot halt: it counts here, until the database is back.
            log.debug("the database is away", failed);
        }
    }
}
