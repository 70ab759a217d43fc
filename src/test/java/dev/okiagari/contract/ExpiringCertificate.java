package dev.okiagari.contract;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.stream.Stream;

/** A client's certificate that a cluster's own authority signs until a moment, by openssl. */
final class ExpiringCertificate {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String CONFIG =
            """
            [ca]
            default_ca = d
            [d]
            database = index
            new_certs_dir = .
            default_md = sha256
            policy = p
            unique_subject = no
            rand_serial = yes
            [p]
            organizationName = optional
            commonName = supplied
            """;

    private final Path authority;
    private final Path directory;

    /**
     * @param authority where {@code ca.crt} and {@code ca.key} are; where they are not the tests
     *     are skipped
     */
    ExpiringCertificate(Path authority, Path directory) {
        if (!Files.isReadable(authority.resolve("ca.key"))) {
            abort("No key of the cluster's authority beside its kubeconfig.");
        }
        this.authority = authority;
        this.directory = directory;
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("config"), CONFIG);
            Files.writeString(directory.resolve("index"), "");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        openssl(
                "req",
                "-new",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                "client.key",
                "-out",
                "client.csr",
                "-subj",
                "/O=system:masters/CN=drill");
    }

    /** Signs it anew, in place of what was there. */
    void signUntil(Instant end) {
        openssl(
                "ca",
                "-batch",
                "-config",
                "config",
                "-in",
                "client.csr",
                "-out",
                "client.crt",
                "-keyfile",
                authority.resolve("ca.key").toString(),
                "-cert",
                authority.resolve("ca.crt").toString(),
                "-startdate",
                TIME.format(Instant.now().minusSeconds(3600)),
                "-enddate",
                TIME.format(end),
                "-notext");
    }

    /** A kubeconfig that names the files, for a server at a port of this machine. */
    Path kubeconfig(int port) {
        String text =
                """
                apiVersion: v1
                kind: Config
                current-context: drill
                clusters:
                - name: drill
                  cluster: {server: "https://127.0.0.1:%d", certificate-authority: "%s"}
                contexts:
                - name: drill
                  context: {cluster: drill, user: drill}
                users:
                - name: drill
                  user: {client-certificate: "%s", client-key: "%s"}
                """
                        .formatted(
                                port,
                                authority.resolve("ca.crt"),
                                directory.resolve("client.crt"),
                                directory.resolve("client.key"));
        try {
            return Files.writeString(directory.resolve("kubeconfig"), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void openssl(String... arguments) {
        Command.run(
                directory, Stream.concat(Stream.of("openssl"), Arrays.stream(arguments)).toList());
    }
}
