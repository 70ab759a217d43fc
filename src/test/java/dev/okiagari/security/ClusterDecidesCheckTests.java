package dev.okiagari.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import dev.okiagari.safety.ClusterDecides;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The cluster decides only about people who are known. */
class ClusterDecidesCheckTests {

    private final SecurityProperties properties = mock();

    @ParameterizedTest
    @EnumSource
    void withoutALoginNobodyCanBeDecidedAbout(SecurityMode mode) {
        given(properties.mode()).willReturn(mode);
        ClusterDecides on = new ClusterDecides(true, "", "");

        if (mode.hasLogin()) {
            assertThatCode(() -> new ClusterDecidesCheck(properties, on))
                    .doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> new ClusterDecidesCheck(properties, on))
                    .hasMessageContaining("cluster-decides");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereItIsOffEachModeStarts(SecurityMode mode) {
        given(properties.mode()).willReturn(mode);

        assertThatCode(() -> new ClusterDecidesCheck(properties, new ClusterDecides(false, "", "")))
                .doesNotThrowAnyException();
    }
}
