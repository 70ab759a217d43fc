package dev.okiagari.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTests {

    private static final Map<String, String> LABELS = Map.of("app", "web", "tier", "front");

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource({
        "app, In, web, true",
        "app, In, db, false",
        "none, In, web, false",
        "app, NotIn, web, false",
        "app, NotIn, db, true",
        "none, NotIn, web, true",
        "app, Exists, '', true",
        "none, Exists, '', false",
        "app, DoesNotExist, '', false",
        "none, DoesNotExist, '', true"
    })
    void requirementIsReadAsTheServerReadsIt(
            String key, String operator, String value, boolean matches) {
        var selector =
                new LabelSelectorBuilder()
                        .addToMatchExpressions(
                                new LabelSelectorRequirement(
                                        key,
                                        operator,
                                        value.isEmpty() ? List.of() : List.of(value)))
                        .build();

        assertThat(Selector.matches(selector, LABELS)).isEqualTo(matches);
    }

    @Test
    void allOfItMustMatch() {
        var selector =
                new LabelSelectorBuilder()
                        .addToMatchLabels("app", "web")
                        .addToMatchExpressions(
                                new LabelSelectorRequirement("tier", "In", List.of("back")))
                        .build();

        assertThat(Selector.matches(selector, LABELS)).isFalse();
        assertThat(Selector.isEmpty(selector)).isFalse();
        assertThat(Selector.matches(new LabelSelectorBuilder().build(), LABELS)).isTrue();
    }
}
