package dev.okiagari;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets the virtual machine give back what it no longer needs: the first list of a large cluster
 * takes much memory for a minute, and it would keep that for ever. They can be set while it runs,
 * so that a plain {@code java -jar} has them too.
 */
final class HeapSettings {

    private HeapSettings() {}

    /** Does nothing where this is another virtual machine; what the command line says counts. */
    static void apply() {
        HotSpotDiagnosticMXBean machine =
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (machine != null) {
            settings().forEach((name, value) -> set(machine, name, value));
        }
    }

    /** In an order in which no free ratio is below the other. */
    static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("MinHeapFreeRatio", "10");
        settings.put("MaxHeapFreeRatio", "30");
        // in milliseconds, of a machine that has collected nothing for so long
        settings.put("G1PeriodicGCInterval", "15000");
        return settings;
    }

    private static void set(HotSpotDiagnosticMXBean machine, String name, String value) {
        try {
            if (machine.getVMOption(name).getOrigin() == VMOption.Origin.DEFAULT) {
                machine.setVMOption(name, value);
            }
        } catch (IllegalArgumentException unknown) {
            // a virtual machine without this option goes on as it is
        }
    }
}
