package dev.okiagari.practice.machine;

import dev.okiagari.practice.machine.Image.Flavour;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The images that are present on the practice node. */
public final class Images {

    private static final String PASSWD =
            """
            root:x:0:0:root:/root:/bin/bash
            daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
            www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
            nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
            """;

    private static final Set<String> TOOLS =
            Set.of(
                    "sh",
                    "ps",
                    "kill",
                    "cat",
                    "ls",
                    "sleep",
                    "echo",
                    "env",
                    "id",
                    "hostname",
                    "grep",
                    "head",
                    "tail",
                    "tr",
                    "true",
                    "false",
                    "printf",
                    "test",
                    "date");

    private static final List<Image> ALL =
            List.of(
                    new Image(
                            "okiagari.dev/hello-sinatra:1",
                            "sha256:b213e8b95d46881f6483c01e8cb6da7217fcb3c4b899f3edd43d314f313c381b",
                            List.of("/usr/bin/puma"),
                            Optional.of(new Puma()),
                            Flavour.DEBIAN,
                            "/usr/bin/",
                            plus("bash", "curl", "ruby"),
                            Map.of("/etc/passwd", PASSWD)),
                    new Image(
                            "okiagari.dev/victim-sh:1",
                            "sha256:5ad9d4a1a1f6f1d3cb3f7a8c5a4d8e2b4c6b9c1d0e7f8a9b0c1d2e3f4a5b6c7d",
                            List.of("/victim"),
                            Optional.of(new Victim()),
                            Flavour.BUSYBOX,
                            "/bin/",
                            plus("busybox"),
                            Map.of()),
                    new Image(
                            "okiagari.dev/victim:1",
                            "sha256:0c1d2e3f4a5b6c7d5ad9d4a1a1f6f1d3cb3f7a8c5a4d8e2b4c6b9c1d0e7f8a9b",
                            List.of("/victim"),
                            Optional.of(new Victim()),
                            Flavour.BUSYBOX,
                            "/bin/",
                            Set.of(),
                            Map.of()),
                    new Image(
                            "okiagari.dev/ruby-only:1",
                            "sha256:7d3c0a5be1f94b7286d0b1a9c8e7f6052413d2c3b4a5968778695a4b3c2d1e0f",
                            List.of("/usr/bin/puma"),
                            Optional.of(new Puma()),
                            Flavour.DEBIAN,
                            "/usr/bin/",
                            Set.of("ruby"),
                            Map.of()),
                    new Image(
                            "okiagari.dev/busybox:1",
                            "sha256:1f0e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a6978a9b8c7d6e5f40312",
                            List.of("sh"),
                            Optional.empty(),
                            Flavour.BUSYBOX,
                            "/bin/",
                            plus("busybox"),
                            Map.of()));

    private Images() {}

    public static Optional<Image> named(String reference) {
        return ALL.stream().filter(image -> image.isNamed(reference)).findFirst();
    }

    private static Set<String> plus(String... more) {
        Set<String> all = new java.util.HashSet<>(TOOLS);
        all.addAll(List.of(more));
        return all;
    }
}
