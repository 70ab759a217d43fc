package dev.okiagari;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.json.JsonParserFactory;

/** The settings that the compiler found in the {@code @ConfigurationProperties} records. */
final class SettingMetadata {

    private static final String RESOURCE = "META-INF/spring-configuration-metadata.json";

    private SettingMetadata() {}

    static SettingNames read() {
        try {
            List<Setting> settings = new ArrayList<>();
            ClassLoader loader = SettingMetadata.class.getClassLoader();
            for (URL url : Collections.list(loader.getResources(RESOURCE))) {
                settings(text(url)).forEach(settings::add);
            }
            return new SettingNames(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(URL url) throws IOException {
        try (InputStream stream = url.openStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Stream<Setting> settings(String json) {
        // Only ours are worth parsing: the libraries' files are large.
        if (!json.contains('"' + Setting.PREFIX)) {
            return Stream.empty();
        }
        Object properties = JsonParserFactory.getJsonParser().parseMap(json).get("properties");
        return properties instanceof List<?> list
                ? list.stream().map(SettingMetadata::setting).filter(SettingMetadata::isOurs)
                : Stream.empty();
    }

    private static Setting setting(Object property) {
        Map<?, ?> map = (Map<?, ?>) property;
        return new Setting(String.valueOf(map.get("name")), String.valueOf(map.get("type")));
    }

    private static boolean isOurs(Setting setting) {
        return setting.name().startsWith(Setting.PREFIX);
    }
}
