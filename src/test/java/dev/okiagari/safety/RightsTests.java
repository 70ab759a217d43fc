package dev.okiagari.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** Who may do what, where. */
class RightsTests {

    private static final Rights TEAM =
            Rights.of(
                    List.of(
                            new Grant(Role.OPERATOR, List.of("team-*", "shop")),
                            new Grant(Role.ADMIN, List.of("team-a"))));

    private final Audit audit = mock();
    private final Clearance clearance = new Clearance(audit, Nobody.asked());

    @ParameterizedTest
    @CsvSource({
        "team-a, PROBE_CHANGE, true",
        "team-a, INJECT, true",
        "team-b, INJECT, true",
        "team-b, PROBE_CHANGE, false",
        "shop, INSPECT, true",
        "shop, PROBE_UNDO, false",
        "shop2, INJECT, false",
        "team, INJECT, false",
        "default, INSPECT, false"
    })
    void aRoleHoldsInItsNamespacesOnly(String namespace, Act act, boolean may) {
        assertThat(TEAM.refusal(act, namespace).isEmpty()).isEqualTo(may);
    }

    @ParameterizedTest
    @EnumSource(Act.class)
    void whatConcernsAllNamespacesTakesARoleInAllOfThem(Act act) {
        assertThat(TEAM.refusal(act, null)).isPresent();
        assertThat(Rights.ALL.refusal(act, null)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Act.class)
    void whoeverHasNoGrantOnlyLooks(Act act) {
        assertThat(Rights.NONE.refusal(act, "default")).isPresent();
        assertThat(Rights.NONE.in("default")).isEqualTo(Role.VIEWER);
    }

    @Test
    void aGrantWithoutNamespacesGivesNothing() {
        Rights nowhere = Rights.of(List.of(new Grant(Role.ADMIN, List.of())));

        assertThat(nowhere.greatest()).isEqualTo(Role.VIEWER);
        assertThat(nowhere.refusal(Act.INJECT, "default")).isPresent();
    }

    @Test
    void aBoundOnlyTakesAway() {
        Rights bound = Rights.of(List.of(new Grant(Role.OPERATOR, List.of("*"))));
        Rights both = TEAM.within(bound);

        assertThat(both.refusal(Act.INJECT, "team-a")).isEmpty();
        assertThat(both.refusal(Act.PROBE_CHANGE, "team-a")).isPresent();
        assertThat(both.refusal(Act.INJECT, "elsewhere")).isPresent();
        assertThat(both.greatest()).isEqualTo(Role.OPERATOR);
        assertThat(Rights.NONE.within(Rights.ALL).greatest()).isEqualTo(Role.VIEWER);
    }

    @Test
    void aRefusalSaysWhatItTakesAndWhatThereIs() {
        assertThat(TEAM.refusal(Act.PROBE_CHANGE, "shop"))
                .hasValueSatisfying(reason -> {
                    assertThat(reason.key()).isEqualTo("safety.role.probe-change");
                    assertThat(reason.arguments()).containsExactly("admin", "operator", "shop");
                });
    }

    @Test
    void aRefusalIsWrittenDownAndWhatIsAllowedIsNot() {
        Actor vera = new Actor("vera", "192.0.2.1", "password", TEAM);

        clearance.check(vera, Act.INJECT, "shop", "shop/pod/app");
        verifyNoInteractions(audit);

        assertThatThrownBy(() -> clearance.check(vera, Act.INJECT, "lab", "lab/pod/app"))
                .isInstanceOf(NotPermitted.class);
        verify(audit).record(vera, "inject", "lab/pod/app", "refused: role viewer");
    }

    @Test
    void whoIsKeptWithAnExperimentMayNothingByIt() {
        JsonMapper json = JsonMapper.builder().build();
        String kept = json.writeValueAsString(new Actor("ann", "::1", "password", Rights.ALL));

        assertThat(kept).doesNotContain("rights", "ADMIN");
        assertThat(json.readValue(kept, Actor.class))
                .isEqualTo(new Actor("ann", "::1", "password", Rights.NONE));
    }
}
