package dev.okiagari.liveness;

import dev.okiagari.cluster.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a dry run came to and somebody was shown. Nothing else is ever written.
 *
 * @param uid of the workload
 * @param version its resourceVersion
 * @param generation it counts the changes of the workload's definition
 * @param revision of its newest pods; null where there are none, or they do not tell
 * @param before the pods' template, as JSON
 * @param after the same as the server's dry run answered it
 * @param probeBefore the probe in it, as JSON; null where there is none
 * @param probeAfter the same afterwards
 * @param asked the probe as it was asked for, as JSON; null where it is to go
 * @param diff of the workload as YAML, as {@code diff -u} writes it
 * @param manifest the change as a strategic merge patch, for those who keep manifests in git
 * @param cautions what a person should know first
 * @param lacks the permissions that were missing, such as {@code get pods/exec}
 */
public record Shown(
        String uid,
        String version,
        long generation,
        @Nullable String revision,
        String before,
        String after,
        @Nullable String probeBefore,
        @Nullable String probeAfter,
        @Nullable String asked,
        String diff,
        String manifest,
        List<Message> cautions,
        List<String> lacks) {

    public Shown {
        cautions = List.copyOf(cautions);
        lacks = List.copyOf(lacks);
    }
}
