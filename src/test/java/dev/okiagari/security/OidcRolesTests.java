package dev.okiagari.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.safety.Role;
import dev.okiagari.security.OidcProperties.DefaultRole;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which rights groups give. */
class OidcRolesTests {

    private static final List<OidcRole> ROLES =
            List.of(
                    new OidcRole("everybody", List.of(), List.of()),
                    new OidcRole("shop", List.of("shop", "team-*"), List.of()),
                    new OidcRole("sre", List.of(), List.of("*")));

    @Test
    void aGroupGivesItsRoleInItsNamespaces() {
        var rights = roles(DefaultRole.NONE).rights(Set.of("shop")).orElseThrow();

        assertThat(rights.in("shop")).isEqualTo(Role.OPERATOR);
        assertThat(rights.in("team-a")).isEqualTo(Role.OPERATOR);
        assertThat(rights.in("other")).isEqualTo(Role.VIEWER);
    }

    @Test
    void severalGroupsGiveWhatEachOfThemGives() {
        var rights = roles(DefaultRole.NONE).rights(Set.of("shop", "sre")).orElseThrow();

        assertThat(rights.in("shop")).isEqualTo(Role.ADMIN);
        assertThat(rights.in("other")).isEqualTo(Role.ADMIN);
    }

    @Test
    void aGroupWithoutNamespacesMayLook() {
        var rights = roles(DefaultRole.NONE).rights(Set.of("everybody")).orElseThrow();

        assertThat(rights.greatest()).isEqualTo(Role.VIEWER);
    }

    @Test
    void withoutSuchAGroupNobodyComesIn() {
        assertThat(roles(DefaultRole.NONE).rights(Set.of())).isEmpty();
        assertThat(roles(DefaultRole.NONE).rights(Set.of("SRE", "sre ", "shop\nsre"))).isEmpty();
    }

    @Test
    void theDefaultIsForThoseWithoutAGroupOnly() {
        var roles = roles(DefaultRole.OPERATOR);

        assertThat(roles.rights(Set.of()).orElseThrow().in("any")).isEqualTo(Role.OPERATOR);
        assertThat(roles.rights(Set.of("everybody")).orElseThrow().in("any"))
                .isEqualTo(Role.VIEWER);
    }

    @Test
    void onlyGroupsWithARoleAreKept() {
        var claims = Map.<String, Object>of("groups", List.of("sre", "secret-project", 7));

        assertThat(roles(DefaultRole.NONE).groups(claims)).containsExactly("sre");
    }

    @Test
    void oneGroupMayBeAText() {
        assertThat(roles(DefaultRole.NONE).groups(Map.of("groups", "sre"))).containsExactly("sre");
    }

    @Test
    void whatIsNoGroupGivesNothing() {
        assertThat(roles(DefaultRole.NONE).groups(Map.of())).isEmpty();
        assertThat(roles(DefaultRole.NONE).groups(Map.of("groups", Map.of("sre", true)))).isEmpty();
    }

    @Test
    void dotsLeadIntoAClaimUnlessOneHasThemInItsName() {
        var roles = new OidcRoles(OidcSettings.of("realm_access.roles", ROLES, DefaultRole.NONE));

        assertThat(roles.groups(Map.of("realm_access", Map.of("roles", List.of("sre")))))
                .containsExactly("sre");
        assertThat(roles.groups(Map.of("realm_access.roles", List.of("shop"))))
                .containsExactly("shop");
        assertThat(roles.groups(Map.of("realm_access", "sre"))).isEmpty();
    }

    private static OidcRoles roles(DefaultRole fallback) {
        return new OidcRoles(OidcSettings.of("groups", ROLES, fallback));
    }
}
