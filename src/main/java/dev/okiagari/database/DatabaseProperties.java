package dev.okiagari.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How the history is carried into this database.
 *
 * @param importFile a file of the history, read at the start before anything is recorded; read
 *     again it changes nothing
 * @param importLimit how large a file may be that is sent to {@code /api/history/import}
 */
@ConfigurationProperties("okiagari.database")
@Validated
record DatabaseProperties(@Nullable Path importFile, @DefaultValue("4GB") DataSize importLimit) {}
