package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.Message;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.StaticMessageSource;

class TextsTests {

    private final StaticMessageSource messages = new StaticMessageSource();
    private final Texts texts = new Texts(messages);

    @BeforeEach
    void knowSomeTexts() {
        messages.addMessage("test.named", Locale.ENGLISH, "pod {0} isn''t here");
        messages.addMessage("test.named", Locale.JAPANESE, "Pod {0} はありません");
        messages.addMessage("test.plain", Locale.ENGLISH, "it isn''t");
        messages.addMessage("test.broken", Locale.ENGLISH, "{0,number}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{0}", "{1}", "''", "'{0}'", "<script>alert(1)</script>", "%s", "\\"})
    void argumentsAreNeverInterpreted(String hostile) {
        assertThat(texts.render(Message.of("test.named", hostile), Locale.ENGLISH))
                .isEqualTo("pod " + hostile + " isn't here");
    }

    @Test
    void theLanguageIsTheReaders() {
        assertThat(texts.render(Message.of("test.named", "x"), Locale.JAPANESE))
                .isEqualTo("Pod x はありません");
    }

    @Test
    void aTextWithoutArgumentsIsAPatternToo() {
        assertThat(texts.render(Message.of("test.plain"), Locale.ENGLISH)).isEqualTo("it isn't");
    }

    @Test
    void anUnknownKeyShowsItselfAndItsArguments() {
        assertThat(texts.render(Message.of("test.nothing", "a", "{0}"), Locale.ENGLISH))
                .isEqualTo("test.nothing a, {0}");
    }

    @Test
    void aPatternThatCannotBeFilledShowsItsKey() {
        assertThat(texts.render(Message.of("test.broken", "many"), Locale.ENGLISH))
                .isEqualTo("test.broken many");
    }
}
