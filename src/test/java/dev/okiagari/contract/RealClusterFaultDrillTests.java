package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.okiagari.database.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Everything around Okiagari fails, one after the other, for a minute each: nothing is lost,
 * nothing is twice, nobody is left suspended. It ends parts of the cluster, so nothing else may use
 * it then. Only where one is named whose control plane is this machine's.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealClusterFaultDrillTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration BACK = Duration.ofSeconds(10);

    private Path kubeconfig;
    private Path directory;
    private LocalService server;
    private LocalService etcd;
    private LocalService kubelet;

    /** What ends by itself where it cannot keep its lease. */
    private List<LocalService> controllers;

    private Lab lab;
    private Postgres postgres;
    private Relay relay;
    private Okiagari okiagari;
    private volatile Relay.Fate watching = Relay.Fate.PASSED;

    @BeforeAll
    void open() {
        kubeconfig = RealCluster.kubeconfig();
        assumeTrue(Postgres.isInstalled(), "PostgreSQL is not installed");
        server = LocalService.beside(kubeconfig, "apiserver");
        etcd = LocalService.beside(kubeconfig, "etcd");
        kubelet = LocalService.beside(kubeconfig, "kubelet");
        controllers =
                List.of(
                        LocalService.beside(kubeconfig, "controller-manager"),
                        LocalService.beside(kubeconfig, "scheduler"));
        directory = Okiagari.directory(getClass().getSimpleName());
        lab = new Lab(kubeconfig, RealCluster.images());
        lab.open();
        relay = new Relay(lab.client().getConfiguration(), this::fate);
        postgres = Postgres.start();
        okiagari =
                watching(
                        relay.kubeconfig(directory.resolve("relay")),
                        directory.resolve("data"),
                        "--spring.datasource.url=" + postgres.url());
    }

    private Okiagari watching(Path file, Path data, String... more) {
        String[] settings = Arrays.copyOf(more, more.length + 2);
        settings[more.length] = "--okiagari.cluster.namespaces=" + lab.namespace();
        settings[more.length + 1] = "--okiagari.safety.max-experiments=100";
        return Okiagari.watching(file, data, settings);
    }

    private Relay.Fate fate(String line, int before) {
        return line.contains("watch=true") ? watching : Relay.Fate.PASSED;
    }

    @AfterEach
    void allIsThere() {
        etcd.thaw();
        server.begin();
        kubelet.begin();
        watching = Relay.Fate.PASSED;
        await("the API server answers")
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> !lab.client().nodes().list().getItems().isEmpty());
        controllers.forEach(LocalService::begin);
    }

    @AfterAll
    void remove() {
        for (AutoCloseable one : new AutoCloseable[] {okiagari, relay, postgres, lab}) {
            try {
                if (one != null) {
                    one.close();
                }
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    @Test
    void theApiServerIsKilled() {
        drill(
                "server",
                "the API server is killed, and is there again a minute later",
                () -> server.end(true),
                server::begin);
    }

    @Test
    void etcdStandsStill() {
        drill("etcd", "etcd stands still for a minute", etcd::freeze, etcd::thaw);
    }

    @Test
    void theKubeletIsKilled() {
        drill(
                "kubelet",
                "the kubelet is killed, and is there again a minute later",
                () -> kubelet.end(true),
                kubelet::begin);
    }

    @Test
    void eachWatchIsTooOld() {
        drill(
                "expired",
                "each watch is ended, and is answered 410 for a minute",
                () -> answered(Relay.Fate.EXPIRED),
                () -> watching = Relay.Fate.PASSED);
    }

    @Test
    void eachWatchFails() {
        drill(
                "broken",
                "each watch is ended, and is answered 500 for a minute",
                () -> answered(Relay.Fate.BROKEN),
                () -> watching = Relay.Fate.PASSED);
    }

    private void answered(Relay.Fate fate) {
        watching = fate;
        relay.cut();
    }

    @Test
    void theDatabaseIsKilled() {
        drill(
                "database",
                "PostgreSQL is killed, and is there again a minute later",
                postgres::kill,
                postgres::startAgain);
    }

    private void drill(String name, String what, Runnable fail, Runnable mend) {
        Drill drill = new Drill(lab, name);
        drill.begin(okiagari.api());
        fail.run();
        try {
            drill.look(okiagari.api(), MINUTE);
        } finally {
            mend.run();
        }
        allIsThere();
        drill.look(okiagari.api(), BACK);
        drill.verify(okiagari.api(), what);
    }

    /** Its new one is in the same file: nobody starts Okiagari again. */
    @Test
    void itsCertificateExpires() {
        Path authority = kubeconfig.toAbsolutePath().resolveSibling("pki");
        ExpiringCertificate certificate =
                new ExpiringCertificate(authority, directory.resolve("certificate"));
        try (TcpProxy proxy = new TcpProxy(lab.client().getConfiguration().getMasterUrl())) {
            Instant end = Instant.now().plusSeconds(75);
            certificate.signUntil(end);
            try (Okiagari expiring =
                    watching(certificate.kubeconfig(proxy.port()), directory.resolve("expiring"))) {
                Drill drill = new Drill(lab, "certificate");
                drill.begin(expiring.api());
                await("the certificate has expired")
                        .atMost(MINUTE.plus(MINUTE))
                        .until(() -> Instant.now().isAfter(end));
                proxy.cut();
                proxy.open();
                drill.look(expiring.api(), MINUTE);
                certificate.signUntil(Instant.now().plus(Duration.ofDays(1)));
                drill.look(expiring.api(), BACK);
                drill.verify(
                        expiring.api(),
                        "the client's certificate expires, and is renewed in its file a minute later");
            }
        }
    }

    @Test
    void theDiskIsFull() throws IOException {
        Path disk = Files.createDirectories(directory.resolve("disk"));
        Command.run("mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", disk.toString());
        try {
            try (Okiagari onIt = watching(kubeconfig, disk.resolve("data"))) {
                Drill drill = new Drill(lab, "disk");
                drill.begin(onIt.api());
                Path ballast = disk.resolve("ballast");
                fill(ballast);
                drill.look(onIt.api(), MINUTE);
                Files.delete(ballast);
                drill.look(onIt.api(), BACK);
                drill.verify(onIt.api(), "the disk with H2 is full for a minute");
                assertThat(onIt.output().lines().map(String::strip))
                        .noneMatch(line -> line.startsWith("at "));
            }
        } finally {
            Command.run("umount", "-l", disk.toString());
        }
    }

    private static void fill(Path ballast) {
        try (var out = Files.newOutputStream(ballast)) {
            for (byte[] block = new byte[1 << 12]; ; ) {
                out.write(block);
            }
        } catch (IOException full) {
            // That is what it is for.
        }
    }

    @Test
    void theLeaderStandsStill() {
        try (Postgres shared = Postgres.start();
                Okiagari one = replica(shared, "one");
                Okiagari other = replica(shared, "other")) {
            await().atMost(MINUTE).until(() -> one.records() != other.records());
            Okiagari leader = one.records() ? one : other;
            Okiagari left = one.records() ? other : one;
            Drill drill = new Drill(lab, "leader");
            drill.begin(leader.api());
            leader.freeze();
            try {
                drill.look(left.api(), MINUTE);
            } finally {
                leader.thaw();
            }
            drill.look(left.api(), BACK);
            drill.verify(
                    left.api(),
                    "of two replicas the one that records, and runs the suspend, stands still for a minute");
        }
    }

    private Okiagari replica(Postgres shared, String name) {
        return watching(
                kubeconfig,
                directory.resolve(name),
                "--spring.datasource.url=" + shared.url(),
                "--okiagari.replicas.enabled=true",
                "--okiagari.replicas.namespace=" + lab.namespace());
    }
}
