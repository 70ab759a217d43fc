package dev.okiagari;

import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The names that {@code okiagari.*} settings may have: a setting that nothing reads is a typing
 * error, and better refused than ignored.
 */
record SettingNames(List<Setting> settings) {

    SettingNames {
        settings = List.copyOf(settings);
    }

    /**
     * @throws StartRefused naming the first unknown setting and the known one that is nearest to it
     */
    void check(ConfigurableEnvironment environment) {
        environment.getPropertySources().forEach(this::check);
    }

    private void check(PropertySource<?> source) {
        if (source instanceof SystemEnvironmentPropertySource variables) {
            check(
                    variables,
                    Setting.VARIABLE_PREFIX,
                    (setting, name) ->
                            setting.isVariable(name)
                                    || ServiceLink.is(name, variables.getProperty(name)),
                    Setting::variable);
        } else if (source instanceof EnumerablePropertySource<?> properties) {
            check(properties, Setting.PREFIX, Setting::isProperty, Setting::name);
        }
    }

    private void check(
            EnumerablePropertySource<?> source,
            String prefix,
            BiPredicate<Setting, String> names,
            Function<Setting, String> spelling) {
        for (String name : source.getPropertyNames()) {
            if (name.startsWith(prefix) && settings.stream().noneMatch(s -> names.test(s, name))) {
                throw unknown(name, spelling);
            }
        }
    }

    private StartRefused unknown(String name, Function<Setting, String> spelling) {
        String nearest =
                settings.stream()
                        .map(spelling)
                        .min(Comparator.comparingInt(known -> EditDistance.between(name, known)))
                        .map(known -> " Did you mean %s?".formatted(known))
                        .orElse("");
        return new StartRefused("There is no setting %s.%s".formatted(name, nearest));
    }
}
