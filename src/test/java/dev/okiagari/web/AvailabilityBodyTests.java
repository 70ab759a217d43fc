package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.okiagari.availability.Address;
import dev.okiagari.availability.AvailabilityCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvailabilityBodyTests {

    @Test
    void aPortAloneIsEnough() {
        assertThat(new AvailabilityBody(null, 8080, null, null, null, null).check())
                .isEqualTo(
                        new AvailabilityCheck(new Address.PodPort(8080, "/", "http"), 500, 1000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/up?x=../y",
                "/a.b/..c/...",
                "/%E8%B5%B7?q=%2e",
                "/v1;a=b/",
                "/.well-known/live",
                "/~user/(x)!$&'*+,=:@"
            })
    void aPathIsSentAsItIs(String path) {
        Address address = new AvailabilityBody(null, 80, path, null, null, null).check().address();

        assertThat(address).isEqualTo(new Address.PodPort(80, path, "http"));
    }

    /** Below a path of the API server these would lead to another. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secrets",
                "/a/../../b",
                "/a/..",
                "/..",
                "/.",
                "/./a",
                "/%2e%2e/a",
                "/%2E./a",
                "/a%2f..%2fb",
                "/a%2F..",
                "/..;/a",
                "/a\\..\\b",
                "/a%5c..%5cb",
                "/a#b",
                "/%zz",
                "/%",
                "/a b",
                "/a\r\nHost: x",
                "/ä",
                "a",
                "http://x/"
            })
    void aPathThatCouldLeadElsewhereIsRefused(String path) {
        assertThatThrownBy(() -> new AvailabilityBody(null, 80, path, null, null, null).check())
                .isInstanceOfSatisfying(
                        ApiProblem.class,
                        problem -> assertThat(problem.field()).isEqualTo("availability.path"));
    }
}
