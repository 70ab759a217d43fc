package dev.okiagari;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What belongs to no single part.
 *
 * @param dataDir where the database and the practice cluster's kubeconfig are kept; made when it is
 *     not there, readable by its owner only
 */
@ConfigurationProperties("okiagari")
record OkiagariProperties(Path dataDir) {}
