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
        assertThat(addresses.read("HTTP://Shop.Example.ORG/", "shop"))
                .isInstanceOf(Addresses.Read.Good.class);
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
                "http://status.example.com:0/",
                "http://status.example.com:65536/",
                "http://127.1/",
                "http://0177.0.0.1/",
                "http://017700000001/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::]/",
                "http://0.0.0.0/",
                "http://127.0.0.1.nip.io/",
                "http://status.example.com.:80/",
                "http://metadata.google.internal/computeMetadata/v1/",
                "http://status.example.com%00.evil.org/",
                "javascript:alert(1)",
                "jar:http://status.example.com!/",
                ""
            })
    void nothingElseMay(String url) {
        given(clusterHosts.of(anyString())).willReturn(Set.of());

        assertThat(addresses.read(url, "shop")).isInstanceOf(Addresses.Read.Bad.class);
    }

    @Test
    void aHostOfAnIngressIsAskedAtTheUsualPortsOnly() {
        given(clusterHosts.of("shop")).willReturn(Set.of("shop.example.org"));

        assertThat(addresses.read("https://shop.example.org:443/", "shop"))
                .isInstanceOf(Addresses.Read.Good.class);
        assertThat(addresses.read("http://shop.example.org:6379/", "shop"))
                .isInstanceOf(Addresses.Read.Bad.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "fe80::1",
                "fd00:ec2::254",
                "fd20:ce::254",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b::7f00:1",
                "2002:a9fe:a9fe::1",
                "2002:7f00:1::",
                "::ffff:169.254.169.254",
                "::169.254.169.254",
                "::127.0.0.1",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "0.0.0.0",
                "0.1.2.3",
                "255.255.255.255",
                "::",
                "224.0.0.1",
                "ff02::1"
            })
    void whateverNameLedThereSomeAddressesAreNeverAsked(String address) {
        assertThat(HostRules.forbids(InetAddress.ofLiteral(address), true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"})
    void thisMachineIsAskedOnlyWhereItMayBe(String address) {
        assertThat(HostRules.forbids(InetAddress.ofLiteral(address), false)).isTrue();
        assertThat(HostRules.forbids(InetAddress.ofLiteral(address), true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.244.0.7", "192.168.1.1", "93.184.216.34", "2001:db8::1", "fd00::7"})
    void othersMay(String address) {
        assertThat(HostRules.forbids(InetAddress.ofLiteral(address), false)).isFalse();
    }

    @Test
    void aNameOfTheClusterMustNotLeadToThisMachine() {
        given(clusterHosts.of("shop")).willReturn(Set.of("localhost"));

        Destination sly = good("http://localhost/");

        assertThat(addresses.refusal(sly))
                .hasValueSatisfying(
                        why -> assertThat(why.key()).isEqualTo("availability.refused.never"));
        assertThatThrownBy(() -> HttpGet.ask(sly, 500))
                .isInstanceOf(HttpGet.ForbiddenException.class);
    }

    @Test
    void aPatternDoesNotOpenThisMachineButItsOwnNameDoes() {
        Addresses lax =
                new Addresses(
                        new AvailabilityProperties(List.of("*.localhost", "localhost")),
                        clusterHosts);

        assertThat(((Addresses.Read.Good) lax.read("http://a.localhost/", "x")).destination())
                .returns(false, Destination::mayBeLocal);
        assertThat(((Addresses.Read.Good) lax.read("http://localhost/", "x")).destination())
                .returns(true, Destination::mayBeLocal);
    }

    @Test
    void aNameThatNobodyKnowsIsRefusedAtOnce() {
        given(clusterHosts.of("shop")).willReturn(Set.of("nobody.invalid"));

        assertThat(addresses.refusal(good("http://nobody.invalid/")))
                .hasValueSatisfying(
                        why -> assertThat(why.key()).isEqualTo("availability.refused.unresolved"));
    }

    @Test
    void whatIsNotAsciiIsEscapedInTheRequest() {
        assertThat(good("http://status.example.com/起き?q=小").path())
                .isEqualTo("/%E8%B5%B7%E3%81%8D?q=%E5%B0%8F");
    }

    private Destination good(String url) {
        return ((Addresses.Read.Good) addresses.read(url, "shop")).destination();
    }
}
