package dev.okiagari.practice.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.practice.store.Json;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NamesTests {

    private static final String SAFE = "[bcdfghjklmnpqrstvwxz2456789]";

    @Test
    void namesEndInKubernetesOwnAlphabet() {
        assertThat(Names.suffix(new Random(1))).matches(SAFE + "{5}");
        assertThat(Names.hash(Json.parse("{\"spec\": {\"a\": 1}}"))).matches(SAFE + "{1,10}");
    }

    @Test
    void templatesThatSayTheSameHaveOneHash() {
        String hash = Names.hash(Json.parse("{\"a\": 1, \"b\": {\"c\": [\"x\"]}}"));

        assertThat(
                        Names.hash(
                                Json.parse(
                                        "{\"b\": {\"c\": [\"x\"], \"d\": null}, \"a\": 1, \"e\": {}}")))
                .isEqualTo(hash);
        assertThat(Names.hash(Json.parse("{\"a\": 1, \"b\": {\"c\": [\"y\"]}}")))
                .isNotEqualTo(hash);
    }
}
