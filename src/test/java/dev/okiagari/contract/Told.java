package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/**
 * What Okiagari tells of the applications of one namespace: to scripts, and to someone who was
 * woken.
 */
record Told(Api api, String namespace) {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern TIME =
            Pattern.compile("<time datetime=\"([^\"]*)\"[^>]*>.*?</time>", Pattern.DOTALL);
    private static final Pattern EVIDENCE =
            Pattern.compile("<dt>(?:Evidence|根拠)</dt><dd><span>(.*?)</span>", Pattern.DOTALL);

    /** Waits until an application has one restart, of this cause. */
    JsonNode restart(String app, String cause) {
        return restart(app, 1, cause);
    }

    /** Waits until its restart of that number has this cause: an event may come after it. */
    JsonNode restart(String app, int number, String cause) {
        await("restart %d of %s is %s".formatted(number, app, cause))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() ->
                        assertThat(of("/api/restarts", app))
                                .filteredOn(one -> one.path("restartCount").asInt() == number)
                                .singleElement()
                                .satisfies(one ->
                                        assertThat(one.path("cause").asString())
                                                .as("%s", one)
                                                .isEqualTo(cause)));
        JsonNode restart =
                of("/api/restarts", app).stream()
                        .filter(one -> one.path("restartCount").asInt() == number)
                        .findFirst()
                        .orElseThrow();
        report(app, restart, evidence(restart, "ja"));
        assertThat(restart.path("experimentId").isNull()).as("%s", restart).isTrue();
        assertThat(evidence(restart, "en")).isEqualTo(restart.at("/evidence/text").asString());
        assertThat(evidence(restart, "ja")).containsPattern("[ぁ-ん]");
        return restart;
    }

    /** Waits until the one replacement of an application has this cause. */
    JsonNode replacement(String app, String cause) {
        await("a replacement of %s is %s".formatted(app, cause))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() ->
                        assertThat(of("/api/replacements", app))
                                .singleElement()
                                .satisfies(one ->
                                        assertThat(one.path("cause").asString())
                                                .as("%s", one)
                                                .isEqualTo(cause)));
        JsonNode replacement = of("/api/replacements", app).getFirst();
        report(app, replacement, "");
        assertThat(replacement.path("experimentId").isNull()).as("%s", replacement).isTrue();
        return replacement;
    }

    /** All that one list has of an application, the newest first. */
    List<JsonNode> of(String path, String app) {
        return api.list(path, Map.of("namespace", namespace, "workload", app));
    }

    /** The gaps that are about this namespace, or about all. */
    List<JsonNode> gaps() {
        return api.list("/api/gaps", Map.of()).stream()
                .filter(gap -> gap.path("scope").asString().matches("\\*|" + namespace + ".*"))
                .toList();
    }

    /** As the restart's page has it, with its times as the API spells them. */
    private String evidence(JsonNode restart, String language) {
        String page =
                api.page("/restarts/" + restart.path("id").asString(), language).expect(200).text();
        Matcher found = EVIDENCE.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return HtmlUtils.htmlUnescape(TIME.matcher(found.group(1)).replaceAll("$1"));
    }

    private static void report(String app, JsonNode told, String inJapanese) {
        System.out.println(
                "[causes] %s: %s: %s %s"
                        .formatted(
                                app,
                                told.path("cause").asString(),
                                told.at("/evidence/text").asString(),
                                inJapanese));
    }
}
