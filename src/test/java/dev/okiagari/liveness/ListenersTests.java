package dev.okiagari.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Lines as Linux wrote them. */
class ListenersTests {

    private static final String TCP =
            """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 24135 1 0000000000000000 100 0 0 10 0
               1: 0100007F:0CEA 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 24136 1 0000000000000000 100 0 0 10 0
               2: 0A01F40A:1F90 0100F40A:D431 06 00000000:00000000 03:00001234 00000000     0        0 0 3 0000000000000000
               3: 0A01F40A:9C40 0100F40A:0050 01 00000000:00000000 00:00000000 00000000     0        0 24140 1 0000000000000000 20 4 30 10 -1
              sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 00000000000000000000000000000000:2382 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 24137 1 0000000000000000 100 0 0 10 0
               1: 00000000000000000000000001000000:22B8 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 24138 1 0000000000000000 100 0 0 10 0
            """;

    private final Listeners listeners = Listeners.in(TCP);

    @Test
    void onlySocketsThatListenCount() {
        assertThat(listeners.listensAt(8080)).isTrue();
        assertThat(listeners.listensAt(9090)).as("by IPv6").isTrue();
        assertThat(listeners.listensAt(40000)).as("a connection").isFalse();
        assertThat(listeners.ports()).containsExactly(8080, 9090);
    }

    @Test
    void whatListensOnLoopbackAloneIsOutOfTheKubeletsReach() {
        assertThat(listeners.isOnLoopbackOnly(3306)).isTrue();
        assertThat(listeners.isOnLoopbackOnly(8888)).isTrue();
        assertThat(listeners.isOnLoopbackOnly(8080)).isFalse();
        assertThat(listeners.isOnLoopbackOnly(1)).isFalse();
    }

    @Test
    void anythingElseSaysNothing() {
        assertThat(Listeners.in("cat: can't open '/proc/net/tcp'").all()).isEmpty();
    }
}
