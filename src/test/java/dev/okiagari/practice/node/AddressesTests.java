package dev.okiagari.practice.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AddressesTests {

    private static final int FREE = 43_210;

    private final Random random = new Random(1);
    private final List<String> asked = new ArrayList<>();

    @Test
    void eachPodHasAnAddressOfItsOwnWhereTheMachineHasSuch() {
        Addresses addresses = new Addresses(random, (ip, port) -> OptionalInt.of(port));

        Network.Address first = addresses.claim();

        assertThat(first.ip()).startsWith("127.").isNotEqualTo("127.0.0.1");
        assertThat(first.port()).isEqualTo(8080);
        assertThat(addresses.claim().ip()).isNotEqualTo(first.ip());
    }

    @Test
    void anAddressThatIsTakenIsPassedOver() {
        Addresses addresses =
                new Addresses(
                        random,
                        (ip, port) -> {
                            asked.add(ip);
                            return asked.size() < 3 ? OptionalInt.empty() : OptionalInt.of(port);
                        });

        assertThat(addresses.claim().ip()).isEqualTo(asked.get(2)).isNotEqualTo(asked.get(0));
    }

    @Test
    void aMachineWithOneLoopbackAddressGivesEachPodAFreePort() {
        Addresses addresses =
                new Addresses(
                        random,
                        (ip, port) ->
                                ip.equals("127.0.0.1")
                                        ? OptionalInt.of(port == 0 ? FREE : port)
                                        : OptionalInt.empty());

        assertThat(addresses.claim()).isEqualTo(new Network.Address("127.0.0.1", FREE));
    }
}
