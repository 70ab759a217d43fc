package dev.okiagari.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.ClusterKind;
import dev.okiagari.cluster.Connection;
import dev.okiagari.replica.Recorders;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cluster as JSON has it; before the first connection only the connection is known.
 *
 * @param replica this process among several; null where it is alone
 */
record ClusterView(
        @Nullable String id,
        @Nullable String name,
        @Nullable ClusterKind kind,
        @Nullable String version,
        ConnectionView connection,
        @Nullable Duration clockOffset,
        @JsonInclude(JsonInclude.Include.NON_NULL) Recorders.@Nullable View replica) {

    /** How well we are connected. */
    record ConnectionView(Connection.State state, Instant since, @Nullable MessageView reason) {}

    static ClusterView of(
            Optional<ClusterInfo> known,
            Connection connection,
            Recorders.@Nullable View replica,
            Texts texts,
            Locale locale) {
        var now = of(connection, texts, locale);
        return known.map(info -> of(info, now, replica))
                .orElseGet(() -> new ClusterView(null, null, null, null, now, null, replica));
    }

    private static ClusterView of(
            ClusterInfo info, ConnectionView connection, Recorders.@Nullable View replica) {
        return new ClusterView(
                info.id(),
                info.name(),
                info.kind(),
                info.version(),
                connection,
                info.clockOffset(),
                replica);
    }

    private static ConnectionView of(Connection connection, Texts texts, Locale locale) {
        var reason = connection.reason();
        return new ConnectionView(
                connection.state(),
                connection.since(),
                reason == null ? null : texts.view(reason, locale));
    }
}
