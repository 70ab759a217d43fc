package dev.okiagari.experiment;

import dev.okiagari.database.Portable;
import dev.okiagari.database.PortableTable;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Experiments go with the history that they have made. */
@Component
@Order(1)
class KeptExperiments implements Portable {

    @Override
    public List<PortableTable> tables() {
        return List.of(PortableTable.of("experiment", "experiment", "id"));
    }
}
