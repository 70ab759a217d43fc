package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

class BundlesTests {

    @ParameterizedTest
    @ValueSource(strings = {"security", "api"})
    void eachTextIsThereInBothLanguages(String bundle) throws IOException {
        assertThat(load(bundle + "_ja").keySet()).isNotEmpty().isEqualTo(load(bundle).keySet());
    }

    private static Properties load(String name) throws IOException {
        var file = new ClassPathResource("messages/" + name + ".properties");
        return PropertiesLoaderUtils.loadProperties(new EncodedResource(file, "UTF-8"));
    }
}
