package dev.okiagari.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import dev.okiagari.safety.Permission;
import dev.okiagari.safety.Permissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GrantedTests {

    private static final Forecast HOPEFUL =
            Forecast.of(Outcome.REPLACED, List.of(Outcome.REPLACED), List.of(), "replaced");

    private final Permissions permissions = mock();
    private final Granted granted = new Granted(permissions);

    @BeforeEach
    void everythingIsGranted() {
        given(permissions.may(any(), any(), any())).willReturn(Permission.State.ALLOWED);
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of(new Fault.DeletePod(null), "delete", "pods"),
                Arguments.of(new Fault.EvictPod(), "create", "pods/eviction"),
                Arguments.of(new Fault.RestartContainer(), "patch", "pods"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void whatTheClusterWouldRefuseIsForecastToBeDeniedAndNamesTheVerb(
            Fault fault, String verb, String resource) {
        assertThat(granted.orDenied(HOPEFUL, fault, "lab")).isEqualTo(HOPEFUL);
        given(permissions.may("lab", verb, resource)).willReturn(Permission.State.DENIED);

        Forecast forecast = granted.orDenied(HOPEFUL, fault, "lab");

        assertThat(forecast.outcome()).isEqualTo(Outcome.DENIED);
        assertThat(forecast.canBeTried()).isFalse();
        assertThat(forecast.explanation().arguments()).containsExactly(verb, resource, "lab");
        assertThat(forecast.deliveries())
                .singleElement()
                .satisfies(way -> assertThat(way.possible()).isFalse());
        assertThat(granted.orDenied(HOPEFUL, fault, "other")).isEqualTo(HOPEFUL);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aClusterThatDoesNotSayIsAskedByTheRequestItself(
            Fault fault, String verb, String resource) {
        given(permissions.may("lab", verb, resource)).willReturn(Permission.State.UNKNOWN);

        assertThat(granted.orDenied(HOPEFUL, fault, "lab")).isEqualTo(HOPEFUL);
    }

    @Test
    void whatCannotBeDoneAnyhowKeepsItsReason() {
        given(permissions.may(any(), any(), any())).willReturn(Permission.State.DENIED);
        Forecast hopeless = PodForecast.restarted(null);

        assertThat(granted.orDenied(hopeless, new Fault.RestartContainer(), "lab"))
                .isEqualTo(hopeless);
    }
}
