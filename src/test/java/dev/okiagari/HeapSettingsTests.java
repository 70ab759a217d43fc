package dev.okiagari;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class HeapSettingsTests {

    private final HotSpotDiagnosticMXBean machine =
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);

    @Test
    void machineGivesBackWhatItNoLongerNeeds() {
        HeapSettings.apply();

        HeapSettings.settings()
                .forEach((name, value) ->
                        assertThat(machine.getVMOption(name))
                                .satisfies(option -> {
                                    assertThat(option.isWriteable()).isTrue();
                                    assertThat(option.getValue()).isEqualTo(value);
                                }));
    }

    @Test
    void whatWasSaidBeforeCounts() {
        machine.setVMOption("G1PeriodicGCInterval", "60000");

        HeapSettings.apply();

        assertThat(machine.getVMOption("G1PeriodicGCInterval").getValue()).isEqualTo("60000");
        machine.setVMOption(
                "G1PeriodicGCInterval", HeapSettings.settings().get("G1PeriodicGCInterval"));
    }
}
