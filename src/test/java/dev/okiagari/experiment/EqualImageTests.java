package dev.okiagari.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EqualImageTests {

    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @Test
    void aTagIsReplacedByTheDigestThatRuns() {
        assertThat(EqualImage.of("docker.io/library/web@" + DIGEST, "web:1"))
                .hasValue("docker.io/library/web@" + DIGEST);
    }

    @Test
    void whatNamesTheDigestAlreadyGetsATagInFrontOfIt() {
        String plain = "docker.io/library/web@" + DIGEST;
        String tagged = "docker.io/library/web:okiagari@" + DIGEST;

        assertThat(EqualImage.of(plain, plain)).hasValue(tagged);
        assertThat(EqualImage.of(plain, tagged)).hasValue(plain);
    }

    @Test
    void aSchemeIsNoPartOfTheName() {
        assertThat(EqualImage.of("docker-pullable://web@" + DIGEST, "web:1"))
                .hasValue("web@" + DIGEST);
    }

    @Test
    void anImageThatOnlyTheNodeKnowsHasNoOtherName() {
        assertThat(EqualImage.of(DIGEST, "lab.local/web:1")).isEmpty();
        assertThat(EqualImage.of(null, "web:1")).isEmpty();
    }
}
