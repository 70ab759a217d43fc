package dev.okiagari.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;

/**
 * A YAML file with {@code users}, a list of {@link LocalUserSetting}. It is read, never written.
 */
final class UsersFile {

    static final String SETTING = "okiagari.security.local.users-file";
    private static final String USERS = "users";

    private UsersFile() {}

    /**
     * @throws UsersRefused in a sentence that has nothing of the file's content but names
     */
    static List<LocalUserSetting> read(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw refused(file, "it is not there, or may not be read");
        }
        List<PropertySource<?>> sources = load(file);
        sources.forEach(source -> checkNames(file, source));
        Binder binder = new Binder(ConfigurationPropertySources.from(sources));
        return bound(
                file,
                () ->
                        binder.bind(
                                        USERS,
                                        Bindable.listOf(LocalUserSetting.class),
                                        new NoUnboundElementsBindHandler(
                                                BindHandler.DEFAULT, _ -> true))
                                .orElseThrow(
                                        () -> refused(file, "it must have a list named users")));
    }

    static UsersRefused refused(Path file, String reason) {
        return new UsersRefused("%s is %s, but %s.".formatted(SETTING, file, reason));
    }

    private static List<PropertySource<?>> load(Path file) {
        try {
            return new YamlPropertySourceLoader().load(USERS, new FileSystemResource(file));
        } catch (IOException | RuntimeException unreadable) {
            throw refused(file, "it is not YAML" + line(unreadable));
        }
    }

    /** The parser's own words would show lines of the file. */
    private static String line(Throwable unreadable) {
        return NestedExceptionUtils.getMostSpecificCause(unreadable)
                                instanceof org.yaml.snakeyaml.error.MarkedYAMLException marked
                        && marked.getProblemMark() != null
                ? " (line " + (marked.getProblemMark().getLine() + 1) + ")"
                : "";
    }

    private static void checkNames(Path file, PropertySource<?> source) {
        if (source instanceof EnumerablePropertySource<?> names) {
            Stream.of(names.getPropertyNames())
                    .filter(name -> !name.startsWith(USERS + "["))
                    .findFirst()
                    .ifPresent(name -> {
                        throw refused(file, "it must have a list named users and nothing else");
                    });
        }
    }

    private static List<LocalUserSetting> bound(
            Path file, Supplier<List<LocalUserSetting>> binding) {
        try {
            return binding.get();
        } catch (BindException unfit) {
            throw refused(
                    file,
                    "a user has something else than name, password-hash, operator and admin, or a value that does not fit ("
                            + unfit.getName()
                            + ")");
        }
    }
}
