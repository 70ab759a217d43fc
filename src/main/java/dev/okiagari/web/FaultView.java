package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fault with its forecast, beside the button that causes it.
 *
 * @param type the API's word
 * @param reason why it cannot be done; null where it can
 * @param confirmations guards that must be named to go on
 */
record FaultView(
        String type,
        Message label,
        Message forecast,
        boolean possible,
        @Nullable Message reason,
        List<Message> confirmations) {

    FaultView {
        confirmations = List.copyOf(confirmations);
    }
}
