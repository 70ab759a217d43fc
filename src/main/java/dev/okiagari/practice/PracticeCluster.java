package dev.okiagari.practice;

import dev.okiagari.cluster.Sleep;
import dev.okiagari.practice.api.Identity;
import dev.okiagari.practice.api.Server;
import dev.okiagari.practice.machine.Host;
import dev.okiagari.practice.machine.Loop;
import dev.okiagari.practice.node.Controllers;
import dev.okiagari.practice.node.Events;
import dev.okiagari.practice.node.Kubelet;
import dev.okiagari.practice.node.Loopback;
import dev.okiagari.practice.node.Node;
import dev.okiagari.practice.shell.Execution;
import dev.okiagari.practice.store.Store;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import reactor.netty.resources.LoopResources;

/** A practice cluster that runs, with all its parts. */
final class PracticeCluster implements AutoCloseable {

    private static final Duration UPTIME = Duration.ofDays(3);

    private final Loop loop;
    private final Execution execution = new Execution();
    private final LoopResources resources = LoopResources.create("practice", 1, 2, true);
    private final SecureRandom random = new SecureRandom();
    private final Loopback network = new Loopback(resources, random);
    private final Store store;
    private final Server server;
    private final Identity identity = Identity.create();
    private final String token;

    PracticeCluster(Clock clock, Sleep sleep, String id) {
        this.loop = new Loop(clock, sleep);
        this.store = new Store(loop);
        this.token = token(random);
        Events events = new Events(store, "kubelet", Node.NAME);
        Host host = new Host(loop, loop.now().minus(UPTIME));
        Node node = new Node(store, network, execution, events, host, random);
        Kubelet kubelet = new Kubelet(node);
        TeachingSet.load(store, id);
        kubelet.start();
        new Controllers(store, random).start();
        this.server = new Server(store, kubelet, execution, resources, identity, token);
        loop.start();
    }

    private static String token(SecureRandom random) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** What kubectl and fabric8 need to reach it. */
    String kubeconfig() {
        return """
        apiVersion: v1
        kind: Config
        current-context: practice
        clusters:
        - name: practice
          cluster:
            server: https://127.0.0.1:%d
            certificate-authority-data: %s
        contexts:
        - name: practice
          context:
            cluster: practice
            user: practice
            namespace: practice
        users:
        - name: practice
          user:
            token: %s
        """
                .formatted(server.port(), identity.authority(), token);
    }

    Store store() {
        return store;
    }

    @Override
    public void close() {
        server.close();
        execution.close();
        loop.close();
        network.close();
        resources.disposeLater(Duration.ZERO, Duration.ofSeconds(1)).block(Duration.ofSeconds(2));
    }
}
