package dev.okiagari.practice.node;

import dev.okiagari.practice.machine.Privileges;
import dev.okiagari.practice.store.Json;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** As whom a container runs, as the security contexts of pod and container say. */
final class Security {

    private static final String CONTEXT = "securityContext";
    private static final List<String> CAPABILITIES =
            List.of(
                    "CHOWN",
                    "DAC_OVERRIDE",
                    "DAC_READ_SEARCH",
                    "FOWNER",
                    "FSETID",
                    "KILL",
                    "SETGID",
                    "SETUID",
                    "SETPCAP",
                    "LINUX_IMMUTABLE",
                    "NET_BIND_SERVICE",
                    "NET_BROADCAST",
                    "NET_ADMIN",
                    "NET_RAW",
                    "IPC_LOCK",
                    "IPC_OWNER",
                    "SYS_MODULE",
                    "SYS_RAWIO",
                    "SYS_CHROOT",
                    "SYS_PTRACE");

    private Security() {}

    static boolean privileged(JsonNode container) {
        return Json.at(container, CONTEXT, "privileged").asBoolean(false);
    }

    /** Who is not root has no capabilities, only what he could be given. */
    static Privileges of(JsonNode podSpec, JsonNode container) {
        int user = number(podSpec, container, "runAsUser");
        int group = number(podSpec, container, "runAsGroup");
        long bounding = privileged(container) ? Privileges.ALL : bounding(container);
        return new Privileges(user, group, user == 0 ? bounding : 0, bounding);
    }

    private static int number(JsonNode podSpec, JsonNode container, String field) {
        return Json.number(container, Json.number(podSpec, 0, CONTEXT, field), CONTEXT, field);
    }

    private static long bounding(JsonNode container) {
        long dropped = mask(Json.at(container, CONTEXT, "capabilities", "drop"));
        long added = mask(Json.at(container, CONTEXT, "capabilities", "add"));
        return (Privileges.USUAL & ~dropped) | added;
    }

    private static long mask(JsonNode names) {
        long mask = 0;
        for (JsonNode name : names) {
            String capability = name.asString("").toUpperCase(Locale.ROOT).replace("CAP_", "");
            int bit = CAPABILITIES.indexOf(capability);
            mask |= capability.equals("ALL") ? Privileges.ALL : bit < 0 ? 0 : 1L << bit;
        }
        return mask;
    }
}
