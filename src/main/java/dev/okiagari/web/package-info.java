/** Pages, live updates and the REST API. It uses all other packages; nothing uses it. */
@ApplicationModule(
        allowedDependencies = {
            "availability",
            "cluster",
            "database",
            "history",
            "liveness",
            "proof",
            "probes",
            "replica",
            "safety",
            "experiment",
            "security"
        })
@NullMarked
package dev.okiagari.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
