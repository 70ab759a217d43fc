package dev.okiagari.contract;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was injected into which pod, by the requests that a relay passes. Safe for threads. */
final class Injections {

    private static final String HELPER = "okiagari-helper-";
    private static final Pattern POD = Pattern.compile("/pods/([^/? ]+)");
    private static final Pattern INJECTS =
            Pattern.compile(
                    "DELETE /.*|GET /.*/exec\\?.*(kill%20-STOP|kill%20-%22%24number%22|command=kill&).*");

    private final Map<String, Integer> byPod = new ConcurrentHashMap<>();

    /**
     * Counts a request.
     *
     * @return whether it injects something
     */
    boolean heard(String line) {
        String pod = pod(line);
        boolean ends = line.startsWith("DELETE ") && (pod.isEmpty() || pod.startsWith(HELPER));
        if (ends || !INJECTS.matcher(line).matches()) {
            return false;
        }
        byPod.merge(pod, 1, Integer::sum);
        return true;
    }

    /** How often into each. */
    Map<String, Integer> byPod() {
        return Map.copyOf(byPod);
    }

    void clear() {
        byPod.clear();
    }

    /** The pod that a request names; empty where it names none. */
    static String pod(String line) {
        Matcher pod = POD.matcher(line);
        return pod.find() ? pod.group(1) : "";
    }
}
