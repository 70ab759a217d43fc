package dev.okiagari.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CgroupTests {

    @ParameterizedTest
    @CsvSource({
        // version 2 in a namespace of its own: the container's own group is the root
        "0::/, 0::/, true",
        "0::/, 0::/app, true",
        "0::/, 0::/../cri-containerd-b.scope, false",
        // version 2 without one, and version 1
        "0::/kubepods/a, 0::/kubepods/a, true",
        "0::/kubepods/a, 0::/kubepods/a/app, true",
        "0::/kubepods/a, 0::/kubepods/ab, false",
        "4:memory:/kubepods/a, 4:memory:/kubepods/b, false",
        // one that the runtime does not manage says nothing
        "7:misc:/, 7:misc:/, true",
        // what could not be read
        "0::/kubepods/a, '', true"
    })
    void onlyTheSameGroupAndThoseBelowAreTheContainers(String own, String other, boolean included) {
        assertThat(Cgroup.of(own).includes(Cgroup.of(other))).isEqualTo(included);
    }
}
