package dev.okiagari.safety;

import dev.okiagari.cluster.WorkloadRef;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that is being tried on workloads, told to those who would get in its way. */
public interface WorkUnderWay {

    /**
     * Whether it is at a workload.
     *
     * @param whole the work that the one who asks is a part of, and which is not in its way; null
     *     for none
     */
    boolean isOn(WorkloadRef workload, @Nullable UUID whole);
}
