package dev.okiagari;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What belongs to no single part.
 *
 * @param dataDir where the database (H2) and the practice cluster's kubeconfig are kept: {@code
 *     ~/.okiagari} where this is not set; made when it is not there, readable by its owner only,
 *     for one process at a time
 */
@ConfigurationProperties("okiagari")
record OkiagariProperties(Path dataDir) {}
