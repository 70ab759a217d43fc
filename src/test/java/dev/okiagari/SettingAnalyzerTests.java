package dev.okiagari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.validation.Validation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

class SettingAnalyzerTests {

    /** Settings such as a package has. */
    record Example(
            @Max(5) int maxTries,
            @Nullable @Size(max = 4) String password,
            Thread.@Nullable State state) {}

    @Test
    void namesTheSettingAsPeopleWriteIt() {
        assertThat(sentence(Map.of("okiagari.example.max-tries", "9")))
                .isEqualTo("okiagari.example.max-tries is 9, but must be less than or equal to 5.");
    }

    @Test
    void showsNoPassword() {
        assertThat(sentence(Map.of("okiagari.example.password", "hunter2")))
                .isEqualTo("okiagari.example.password is ***, but size must be between 0 and 4.");
    }

    @Test
    void saysWhatAValueIsNot() {
        assertThat(sentence(Map.of("okiagari.example.state", "asleep")))
                .startsWith("okiagari.example.state is asleep, which it cannot be: ")
                .contains("asleep");
    }

    private static String sentence(Map<String, String> settings) {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            var handler =
                    new ValidationBindHandler(new SpringValidatorAdapter(factory.getValidator()));
            var binder = new Binder(new MapConfigurationPropertySource(settings));
            Throwable failure =
                    catchThrowable(() ->
                            binder.bind("okiagari.example", Bindable.of(Example.class), handler));
            return OneLineFailureReporter.sentence(new SettingAnalyzer().analyze(failure));
        }
    }
}
