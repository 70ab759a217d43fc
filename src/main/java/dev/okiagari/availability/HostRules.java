package dev.okiagari.availability;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Which addresses nobody may be sent to, whatever name led there. */
final class HostRules {

    private HostRules() {}

    /** Link-local (with the clouds' metadata), multicast, and what stands for any address. */
    static boolean forbids(InetAddress address) {
        return address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || isMetadata(address);
    }

    /** Amazon's by IPv6, fd00:ec2::254, and the way round through IPv4 in IPv6. */
    private static boolean isMetadata(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return false;
        }
        byte[] bytes = address.getAddress();
        boolean amazon = bytes[0] == (byte) 0xfd && bytes[2] == 0x0e && bytes[3] == (byte) 0xc2;
        boolean translated =
                bytes[0] == 0
                        && bytes[1] == 0x64
                        && bytes[12] == (byte) 169
                        && bytes[13] == (byte) 254;
        return amazon || translated;
    }
}
