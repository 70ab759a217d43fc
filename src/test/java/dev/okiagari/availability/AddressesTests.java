package dev.okiagari.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTests {

    private final ClusterHosts clusterHosts = mock(ClusterHosts.class);
    private final Addresses addresses =
            new Addresses(
                    new AvailabilityProperties(List.of("status.example.com", "*.apps.example.com")),
                    clusterHosts);

    @Test
    void hostsOfTheSettingAndOfTheNamespaceMayBeAsked() {
        given(clusterHosts.of("shop")).willReturn(Set.of("shop.example.org"));

        assertThat(addresses.read("https://status.example.com/up?x=1", "shop"))
                .isEqualTo(
                        new Addresses.Read.Good(
                                new Destination(
                                        true,
                                        "status.example.com",
                                        443,
                                        "status.example.com",
                                        "/up?x=1",
                                        true)));
        assertThat(addresses.read("http://a.apps.example.com:8080", "shop"))
                .isInstanceOf(Addresses.Read.Good.class);
        assertThat(addresses.read("http://shop.example.org/", "shop"))
                .isInstanceOf(Addresses.Read.Good.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://[fd00:ec2::254]/",
                "http://[::1]/",
                "http://127.0.0.1:8080/",
                "http://0x7f000001/",
                "http://2130706433/",
                "http://localhost/",
                "http://evil.example.com/",
                "http://apps.example.com.evil.org/",
                "http://user:secret@status.example.com/",
                "ftp://status.example.com/",
                "file:///etc/passwd",
                "gopher://status.example.com/",
                "//status.example.com/",
                "status.example.com",
                "http://",
                "http:///",
                "http://status.example.com\\@evil.org/",
                "http://status.example.com\r\nX: y/",
                ""
            })
    void nothingElseMay(String url) {
        given(clusterHosts.of(anyString())).willReturn(Set.of());

        assertThat(addresses.read(url, "shop")).isInstanceOf(Addresses.Read.Bad.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "fe80::1",
                "fd00:ec2::254",
                "64:ff9b::a9fe:a9fe",
                "::ffff:169.254.169.254",
                "0.0.0.0",
                "::",
                "224.0.0.1"
            })
    void whateverNameLedThereSomeAddressesAreNeverAsked(String address) throws Exception {
        assertThat(HostRules.forbids(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void aNameOfTheClusterMustNotLeadToThisMachine() {
        Destination sly = new Destination(false, "127.0.0.1", 1, "shop.example.org", "/", false);

        assertThatThrownBy(() -> HttpGet.ask(sly, 500))
                .isInstanceOf(HttpGet.ForbiddenException.class);
    }
}
