package dev.okiagari.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.Message;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RuleTests {

    @ParameterizedTest
    @EnumSource(Rule.class)
    void hasWordsInBothLanguagesAndALinkToKubernetesDocumentation(Rule rule) {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            ResourceBundle bundle = ResourceBundle.getBundle("messages/liveness", locale);
            for (Message message : List.of(rule.title(), rule.advice())) {
                assertThat(bundle.getString(message.key())).isNotBlank();
            }
        }
        assertThat(rule.link()).startsWith("https://kubernetes.io/docs/").contains("#");
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void isFoundByItsId(Rule rule) {
        assertThat(Rule.of(rule.id())).contains(rule);
    }

    @Test
    void rulesAreInTheOrderOfTheirSeverity() {
        assertThat(Rule.values()).extracting(Rule::severity).isSorted();
    }
}
