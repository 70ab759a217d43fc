package dev.okiagari.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternsTests {

    @ParameterizedTest(name = "{0} matches {1}: {2}")
    @CsvSource({
        "kube-*, kube-system, true",
        "kube-*, kubeflow, false",
        "openshift*, openshift, true",
        "openshift*, openshift-monitoring, true",
        "*, anything, true",
        "lab, lab, true",
        "lab, lab2, false",
        "a.b, axb, false",
        "*-dev, team-dev, true",
        "*-dev, team-dev2, false"
    })
    void starStandsForAnythingAndNothingElseIsSpecial(String pattern, String name, boolean is) {
        assertThat(Patterns.anyMatches(List.of(pattern), name)).isEqualTo(is);
    }
}
