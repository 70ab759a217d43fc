package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadRef;
import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodGroupsTests {

    private static final PodSnapshot WELL = Pods.ready("shop", "well");
    private static final PodSnapshot LOOPING = Pods.crashLooping("looping");

    private final Map<WorkloadRef, List<PodSnapshot>> workloads = new HashMap<>();
    private final PodGroups groups =
            new PodGroups(
                    new FakeCluster() {
                        @Override
                        public Map<WorkloadRef, List<PodSnapshot>> workloads() {
                            return workloads;
                        }
                    });
    private int looked;

    @Test
    void ofAWorkloadThatIsAsBeforeNoPodIsLookedAtAgain() {
        for (int i = 0; i < 1000; i++) {
            workloads.put(app(i), List.of(WELL, WELL, WELL));
        }
        groups.look();
        workloads.replaceAll((ref, pods) -> new Counted(pods));
        groups.look();
        assertThat(looked).isGreaterThanOrEqualTo(3000);

        looked = 0;
        PodGroups.All all = groups.look();
        assertThat(all.groups()).hasSize(1000);
        assertThat(all.pods()).isEqualTo(3000);
        assertThat(looked).isZero();

        workloads.put(app(7), new Counted(List.of(WELL)));
        assertThat(groups.look().pods()).isEqualTo(2998);
        assertThat(looked).isEqualTo(1);
    }

    @Test
    void whatComesIntoTroubleComesFirst() {
        workloads.put(app(1), List.of(WELL));
        workloads.put(app(2), List.of(WELL));
        assertThat(order()).containsExactly(app(1), app(2));

        workloads.put(app(2), List.of(WELL, LOOPING));
        assertThat(order()).containsExactly(app(2), app(1));
        assertThat(groups.look().troubled()).isEqualTo(1);

        workloads.put(app(2), List.of(WELL));
        assertThat(order()).containsExactly(app(1), app(2));
    }

    @Test
    void idsAreTheSameUntilAWorkloadComesOrGoes() {
        workloads.put(app(1), List.of(WELL));
        PodGroups.All before = groups.look();

        workloads.put(app(1), List.of(LOOPING));
        assertThat(groups.look().ids()).isSameAs(before.ids());

        workloads.put(app(2), List.of(WELL));
        assertThat(groups.look().ids()).hasSize(2).containsAll(before.ids());

        workloads.remove(app(1));
        assertThat(groups.look().ids()).hasSize(1).doesNotContainAnyElementsOf(before.ids());
        assertThat(order()).containsExactly(app(2));
    }

    private List<WorkloadRef> order() {
        return groups.look().groups().stream().map(PodGroup::workload).toList();
    }

    private static WorkloadRef app(int number) {
        return new WorkloadRef("shop", "Deployment", "app-" + number);
    }

    private final class Counted extends AbstractList<PodSnapshot> {

        private final List<PodSnapshot> pods;

        Counted(List<PodSnapshot> pods) {
            this.pods = pods;
        }

        @Override
        public PodSnapshot get(int index) {
            looked++;
            return pods.get(index);
        }

        @Override
        public int size() {
            return pods.size();
        }
    }
}
