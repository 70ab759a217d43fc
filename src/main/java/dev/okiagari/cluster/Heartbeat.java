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
import org.jspecify.annotations.Nullable;

/** Asks the API server whether it is there, and what time it is. */
final class Heartbeat {

    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    /** A connection that is still being made would shift the middle of the way. */
    private static final Duration TOO_SLOW = Duration.ofMillis(500);

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
        Instant asked = clock.instant();
        try {
            var request =
                    client.getHttpClient()
                            .newHttpRequestBuilder()
                            .uri(client.getMasterUrl() + "version")
                            .build();
            HttpResponse<String> response =
                    client.getHttpClient()
                            .sendAsync(request, String.class)
                            .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!response.isSuccessful()) {
                throw new KubernetesClientException(response.message(), response.code(), null);
            }
            return new Answer.Alive(offset(response.header("Date"), asked, clock.instant()));
        } catch (ExecutionException | TimeoutException | RuntimeException failed) {
            return new Answer.Dead(Failures.explain(failed));
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
