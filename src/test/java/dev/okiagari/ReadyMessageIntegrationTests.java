package dev.okiagari;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.ClusterKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
@Tag("database")
class ReadyMessageIntegrationTests {

    @LocalServerPort int port;

    @Test
    void startEndsWithTheAddressToLookAt(CapturedOutput output) {
        assertThat(output.getAll().lines().filter(line -> line.contains("Okiagari is ready: ")))
                .singleElement()
                .asString()
                .contains("http://127.0.0.1:" + port + "/ (");
    }

    @Test
    void kindOfClusterIsNamed() {
        assertThat(ReadyMessage.name(info(ClusterKind.PRACTICE))).isEqualTo("practice cluster");
        assertThat(ReadyMessage.name(info(ClusterKind.KUBERNETES)))
                .isEqualTo("Kubernetes cluster lab");
        assertThat(ReadyMessage.name(info(ClusterKind.OPENSHIFT)))
                .isEqualTo("OpenShift cluster lab");
    }

    private static ClusterInfo info(ClusterKind kind) {
        return new ClusterInfo("uid", "lab", kind, "v1.36.2", null);
    }
}
