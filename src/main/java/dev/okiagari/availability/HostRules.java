package dev.okiagari.availability;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;

/** Which addresses nobody may be sent to, whatever name led there. */
final class HostRules {

    /** Where clouds tell secrets to whoever asks, besides the link-local ones. */
    private static final Set<InetAddress> METADATA =
            Set.of(
                    address("fd00:ec2::254"),
                    address("fd20:ce::254"),
                    address("100.100.100.200"),
                    address("168.63.129.16"),
                    address("192.0.0.192"));

    private static final byte[] TRANSLATED = {0, 0x64, (byte) 0xff, (byte) 0x9b};
    private static final byte[] SIX_TO_FOUR = {0x20, 0x02};

    private HostRules() {}

    /**
     * @param mayBeLocal whether it may be this very machine
     */
    static boolean forbids(InetAddress address, boolean mayBeLocal) {
        return forbids(address) || (address.isLoopbackAddress() && !mayBeLocal);
    }

    /** Link-local (with most metadata), multicast, broadcast, what stands for any, and tunnels. */
    private static boolean forbids(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || METADATA.contains(address)
                || (address instanceof Inet4Address
                        ? bytes[0] == 0 || bytes[0] == (byte) 0xff
                        : hides(bytes));
    }

    /** An address of version 4 within one of version 6 that is none to ask. */
    private static boolean hides(byte[] bytes) {
        if (startsWith(bytes, SIX_TO_FOUR)) {
            return isNoneToAsk(Arrays.copyOfRange(bytes, 2, 6));
        }
        boolean compatible = startsWith(bytes, new byte[12]) && !isOne(bytes);
        return (compatible || startsWith(bytes, TRANSLATED))
                && isNoneToAsk(Arrays.copyOfRange(bytes, 12, 16));
    }

    /** {@code ::1}, which is loopback and nothing else. */
    private static boolean isOne(byte[] bytes) {
        return bytes[15] == 1 && bytes[14] == 0 && bytes[13] == 0 && bytes[12] == 0;
    }

    private static boolean isNoneToAsk(byte[] version4) {
        try {
            return forbids(InetAddress.getByAddress(version4), false);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static InetAddress address(String literal) {
        return InetAddress.ofLiteral(literal);
    }
}
