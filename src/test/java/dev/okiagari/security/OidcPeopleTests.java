package dev.okiagari.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import dev.okiagari.safety.Role;
import dev.okiagari.security.OidcProperties.DefaultRole;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionOperations;

/** Who has come in by the provider, and for how long that counts. */
class OidcPeopleTests {

    private static final OidcRole SRE = new OidcRole("sre", List.of(), List.of("*"));
    private static final OidcRole SHOP = new OidcRole("shop", List.of("shop"), List.of());

    private final SteppedClock clock = new SteppedClock();
    private final OidcStore store = mock();
    private final Map<String, OidcPerson> rows = new HashMap<>();
    private OidcPeople people = replica(List.of(SRE, SHOP));

    @BeforeEach
    void rowsAreKept() {
        given(store.find(anyString()))
                .willAnswer(call -> Optional.ofNullable(rows.get(call.<String>getArgument(0))));
        willAnswer(this::put).given(store).add(any());
        willAnswer(this::put).given(store).seen(any());
    }

    @Test
    void theGroupsOfALoginCountOnEveryReplicaAndAfterARestart() {
        people.keep(anna("sub-1", "sre"));

        assertThat(replica(List.of(SRE)).find("anna"))
                .hasValueSatisfying(
                        anna -> assertThat(anna.rights().in("any")).isEqualTo(Role.ADMIN));
    }

    @Test
    void theGroupsOfTheLatestLoginCount() {
        people.keep(anna("sub-1", "sre"));
        people.keep(anna("sub-1", "shop"));

        assertThat(people.find("anna"))
                .hasValueSatisfying(
                        anna -> assertThat(anna.rights().in("any")).isEqualTo(Role.VIEWER));
    }

    @Test
    void aGroupThatLostItsRoleLetsNobodyIn() {
        people.keep(anna("sub-1", "sre"));

        assertThat(replica(List.of(SHOP)).find("anna")).isEmpty();
    }

    @Test
    void whoeverDoesNotComeBackIsForgotten() {
        people.keep(anna("sub-1", "sre"));
        clock.passes(Duration.ofDays(30));

        assertThat(people.find("anna")).isEmpty();
    }

    @Test
    void nobodyTakesTheNameOfAnother() {
        people.keep(anna("sub-1", "sre"));

        assertThat(people.keep(anna("sub-2", "shop"))).isFalse();
        assertThat(rows.get("anna").identity()).isEqualTo("sub-1");
    }

    @Test
    void aForgottenNameIsFreeAndNothingGoesWithIt() {
        people.keep(anna("sub-1", "sre"));
        clock.passes(Duration.ofDays(30));

        assertThat(people.keep(anna("sub-2", "shop"))).isTrue();
        assertThat(people.find("anna"))
                .hasValueSatisfying(anna -> assertThat(anna.credential()).isEqualTo("sub-2"));
        verify(store, never()).seen(any());
    }

    @Test
    void twoFirstLoginsAtOnceAreOnePerson() {
        willAnswer(
                        call -> {
                            put(call);
                            throw new DuplicateKeyException("the other was first");
                        })
                .given(store)
                .add(any());

        assertThat(people.keep(anna("sub-1", "sre"))).isTrue();
        verify(store).seen(any());
    }

    @Test
    void oneCanLogInToHaltWhileTheDatabaseIsAway() {
        var away =
                new CannotCreateTransactionException(
                        "no connection", new SQLTransientConnectionException("timed out"));
        given(store.find(anyString())).willThrow(away);
        willThrow(away).given(store).add(any());

        assertThat(people.keep(anna("sub-1", "sre"))).isTrue();
        clock.passes(Duration.ofMinutes(5));
        assertThat(people.find("anna")).isPresent();
    }

    private Object put(org.mockito.invocation.InvocationOnMock call) {
        OidcPerson person = call.getArgument(0);
        rows.put(person.name(), person);
        return null;
    }

    private OidcPerson anna(String identity, String group) {
        return new OidcPerson("anna", identity, Set.of(group), clock.instant());
    }

    private OidcPeople replica(List<OidcRole> roles) {
        return new OidcPeople(
                store,
                OidcSettings.mode(OidcSettings.of("groups", roles, DefaultRole.NONE)),
                TransactionOperations.withoutTransaction(),
                clock);
    }
}
