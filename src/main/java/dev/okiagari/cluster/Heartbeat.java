package dev.okiagari.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks the API server whether it is there, and what time it is. Of what it says of its readiness
 * only its store counts: with any other check failing it still serves. Where it does not tell us,
 * its version will do.
 */
final class Heartbeat {

    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    /** A connection that is still being made would shift the middle of the way. */
    private static final Duration TOO_SLOW = Duration.ofMillis(500);

    /** A line of {@code /readyz} where not all is well. */
    private static final Pattern NO_STORE = Pattern.compile("\\[-]etcd\\b.*");

    private final Clock clock;
    private final Duration timeout;

    Heartbeat(Clock clock, Duration timeout) {
        this.clock = clock;
        this.timeout = timeout;
    }

    /** What came back. */
    sealed interface Answer {

        /**
         * It is there.
         *
         * @param clockOffset its clock less ours; null where it sent no Date, or took too long for
         *     it to mean anything
         */
        record Alive(@Nullable Duration clockOffset) implements Answer {}

        /** It is not there, or will not talk to us. */
        record Dead(Message reason) implements Answer {}
    }

    Answer ask(KubernetesClient client) throws InterruptedException {
        try {
            Response ready = get(client, "readyz");
            if (ready.hasNoStore()) {
                return new Answer.Dead(Message.of("cluster.connection.no-store"));
            }
            return (ready.isSuccessful() ? ready : get(client, "version")).answer();
        } catch (ExecutionException | TimeoutException | RuntimeException failed) {
            return new Answer.Dead(Failures.explain(failed));
        }
    }

    private Response get(KubernetesClient client, String path)
            throws InterruptedException, ExecutionException, TimeoutException {
        Instant asked = clock.instant();
        var request =
                client.getHttpClient()
                        .newHttpRequestBuilder()
                        .uri(client.getMasterUrl() + path)
                        .build();
        HttpResponse<String> response =
                client.getHttpClient()
                        .sendAsync(request, String.class)
                        .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        return new Response(response, asked, clock.instant());
    }

    private record Response(HttpResponse<String> response, Instant asked, Instant answered) {

        private String body() {
            return String.valueOf(response.body());
        }

        boolean isSuccessful() {
            return response.isSuccessful();
        }

        /** Without etcd it goes on telling what it remembers, as if that were so. */
        boolean hasNoStore() {
            return !isSuccessful()
                    && body().lines().anyMatch(line -> NO_STORE.matcher(line).matches());
        }

        /**
         * @throws KubernetesClientException where it is an error
         */
        Answer answer() {
            if (!isSuccessful()) {
                throw new KubernetesClientException(response.message(), response.code(), null);
            }
            return new Answer.Alive(offset(response.header("Date"), asked, answered));
        }
    }

    /** The header cuts to the second, so half a second is the fairest guess. */
    private static @Nullable Duration offset(
            @Nullable String date, Instant asked, Instant answered) {
        if (date == null || Duration.between(asked, answered).compareTo(TOO_SLOW) > 0) {
            return null;
        }
        try {
            Instant theirs =
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            Instant ours = asked.plus(Duration.between(asked, answered).dividedBy(2));
            return Duration.between(ours, theirs.plus(HALF_A_SECOND));
        } catch (DateTimeException malformed) {
            return null;
        }
    }
}
