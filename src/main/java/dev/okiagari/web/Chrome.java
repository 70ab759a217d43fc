package dev.okiagari.web;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.ClusterKind;
import dev.okiagari.cluster.Connection;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.WatchProblem;
import dev.okiagari.database.Database;
import dev.okiagari.database.DatabaseState;
import dev.okiagari.safety.Act;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.HaltState;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.HttpCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** Draws what is around each page. Templates of errors ask for it by its bean name. */
@Component("chrome")
class Chrome {

    private static final Set<String> THEMES = Set.of("light", "dark", "auto");
    private static final Duration NOTABLE_OFFSET = Duration.ofSeconds(1);

    private final Cluster cluster;
    private final Database database;
    private final Situation situation;
    private final Assets assets;
    private final String version;

    Chrome(
            Cluster cluster,
            Database database,
            Situation situation,
            Assets assets,
            ObjectProvider<BuildProperties> build) {
        this.cluster = cluster;
        this.database = database;
        this.situation = situation;
        this.assets = assets;
        BuildProperties properties = build.getIfAvailable();
        this.version =
                properties == null || properties.getVersion() == null
                        ? ""
                        : properties.getVersion();
    }

    ChromeView of(ServerHttpRequest request, @Nullable Principal user, Actor reader) {
        HttpCookie theme = request.getCookies().getFirst("theme");
        String query = request.getURI().getRawQuery();
        return view(
                theme == null ? "auto" : theme.getValue(),
                request.getURI().getRawPath() + (query == null ? "" : "?" + query),
                user == null ? null : user.getName(),
                reader);
    }

    /** Where nothing is known of the request: on a page that says what failed. */
    public ChromeView plain() {
        return view("auto", "/", null, Actor.ITSELF);
    }

    private ChromeView view(String theme, String here, @Nullable String user, Actor reader) {
        return new ChromeView(
                THEMES.contains(theme) ? theme : "auto",
                here,
                user,
                reader.rights().greatest().word(),
                reader.rights().refusal(Act.RELEASE, null).orElse(null),
                assets.script(),
                assets.styles(),
                version,
                cluster());
    }

    ChromeView.ClusterView cluster() {
        ClusterInfo info = cluster.info().orElse(null);
        Connection connection = cluster.connection();
        return new ChromeView.ClusterView(
                info == null ? null : info.name(),
                info == null ? null : info.version(),
                info != null && info.kind() == ClusterKind.PRACTICE,
                connection.state(),
                Moment.at(connection.since()),
                connection.reason(),
                info == null ? null : offset(info.clockOffset()),
                situation.isRunning(),
                halt(situation.halt()),
                database(database.state()),
                cluster.problems().stream().map(Chrome::problem).toList());
    }

    private static ChromeView.@Nullable HaltView halt(HaltState state) {
        return state.halted()
                ? new ChromeView.HaltView(Moment.of(state.since()), state.by())
                : null;
    }

    private static ChromeView.@Nullable AwayView database(DatabaseState state) {
        return switch (state) {
            case DatabaseState.There _ -> null;
            case DatabaseState.Away(Instant since, Message reason) ->
                    new ChromeView.AwayView(Moment.at(since), reason);
        };
    }

    private static ChromeView.ProblemView problem(WatchProblem problem) {
        String namespace = problem.namespace();
        return new ChromeView.ProblemView(
                namespace == null
                        ? Message.of("web.problem.all", problem.resource())
                        : Message.of("web.problem.namespace", problem.resource(), namespace),
                problem.reason());
    }

    private static @Nullable Message offset(@Nullable Duration offset) {
        if (offset == null || offset.abs().compareTo(NOTABLE_OFFSET) <= 0) {
            return null;
        }
        String key = offset.isNegative() ? "web.clock.behind" : "web.clock.ahead";
        return Message.of(key, offset.abs().toSeconds());
    }
}
