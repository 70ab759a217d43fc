package dev.okiagari.practice.node;

import dev.okiagari.practice.machine.Loop;
import dev.okiagari.practice.store.Change;
import dev.okiagari.practice.store.Kind;
import dev.okiagari.practice.store.Store;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The controllers, each of which looks soon after something has changed. */
public final class Controllers {

    private static final Duration SOON = Duration.ofMillis(50);

    private final Store store;
    private final Owners owners;
    private final Deployments deployments;
    private final ReplicaSets replicaSets;
    private final StatefulSets statefulSets;
    private final DaemonSets daemonSets;
    private final Budgets budgets;
    private Loop.@Nullable Timer planned;

    public Controllers(Store store, RandomGenerator random) {
        this.store = store;
        this.owners = new Owners(store);
        this.deployments = new Deployments(store, owners);
        this.replicaSets = new ReplicaSets(store, owners, random);
        this.statefulSets = new StatefulSets(store, owners);
        this.daemonSets = new DaemonSets(store, owners, random);
        this.budgets = new Budgets(store);
    }

    public void start() {
        Runnable _ = store.listen(this::changed);
        plan();
    }

    private void changed(Change change) {
        if (change.kind() != Kind.EVENT) {
            plan();
        }
        if (change.type() == Change.Type.DELETED) {
            store.loop().after(SOON, () -> owners.collect(change.after()));
        }
    }

    private void plan() {
        if (planned == null) {
            planned = store.loop().after(SOON, this::look);
        }
    }

    private void look() {
        planned = null;
        store.list(Kind.DEPLOYMENT).forEach(deployments::look);
        store.list(Kind.REPLICA_SET).forEach(replicaSets::look);
        store.list(Kind.STATEFUL_SET).forEach(statefulSets::look);
        store.list(Kind.DAEMON_SET).forEach(daemonSets::look);
        store.list(Kind.DISRUPTION_BUDGET).forEach(budgets::look);
    }
}
