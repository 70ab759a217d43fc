package dev.okiagari;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The variables by which Kubernetes tells the containers of a namespace of its services, after the
 * manner of Docker's links: of a service named okiagari they begin as our settings do.
 */
final class ServiceLink {

    private static final Pattern NAME =
            Pattern.compile(
                    ".*_(SERVICE_(HOST|PORT(_.+)?)|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

    private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

    private ServiceLink() {}

    static boolean is(String name, @Nullable Object value) {
        return NAME.matcher(name).matches()
                || (name.endsWith("_PORT") && ADDRESS.matcher(String.valueOf(value)).matches());
    }
}
