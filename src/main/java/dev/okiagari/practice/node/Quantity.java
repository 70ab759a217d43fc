package dev.okiagari.practice.node;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts as Kubernetes writes them. */
final class Quantity {

    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,12})(|Ki|Mi|Gi|k|M|G)");
    private static final Map<String, Long> UNITS =
            Map.of(
                    "",
                    1L,
                    "Ki",
                    1L << 10,
                    "Mi",
                    1L << 20,
                    "Gi",
                    1L << 30,
                    "k",
                    1_000L,
                    "M",
                    1_000_000L,
                    "G",
                    1_000_000_000L);

    private Quantity() {}

    /** Whole mebibytes; 0 where there is no amount. */
    static int mebibytes(String text) {
        Matcher matcher = AMOUNT.matcher(text);
        if (!matcher.matches()) {
            return 0;
        }
        long bytes = Long.parseLong(matcher.group(1)) * UNITS.getOrDefault(matcher.group(2), 1L);
        return (int) Math.min(Integer.MAX_VALUE, bytes >> 20);
    }
}
