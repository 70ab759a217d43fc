package dev.okiagari.experiment;

import org.jspecify.annotations.Nullable;

/**
 * What a verdict rests on.
 *
 * @param execExitCode of the delivering command; null where there was none or it was never told,
 *     which is usual when the command ends its own container
 * @param execOutput what it printed, cut at 4,000 characters
 * @param before just before the injection
 * @param after at the end
 */
public record Evidence(
        Delivery.@Nullable Method delivery,
        @Nullable Integer execExitCode,
        @Nullable String execOutput,
        Shot before,
        @Nullable Shot after) {

    private static final int MOST_OUTPUT = 4000;

    /** What is known before: how it looks, and by which way it will be delivered. */
    static Evidence before(Delivery.@Nullable Method delivery, Shot shot) {
        return new Evidence(delivery, null, null, shot, null);
    }

    Evidence delivered(
            Delivery.Method method, @Nullable Integer exitCode, @Nullable String output) {
        String kept =
                output == null || output.length() <= MOST_OUTPUT
                        ? output
                        : output.substring(0, MOST_OUTPUT) + "…";
        return new Evidence(method, exitCode, kept, before, after);
    }

    /** Command lines may hold secrets that nobody knew to mask. */
    Evidence withoutProcesses() {
        return new Evidence(
                delivery,
                execExitCode,
                execOutput,
                before.withoutProcesses(),
                after == null ? null : after.withoutProcesses());
    }

    Evidence after(Shot shot) {
        return new Evidence(delivery, execExitCode, execOutput, before, shot);
    }
}
