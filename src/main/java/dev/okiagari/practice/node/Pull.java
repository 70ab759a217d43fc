package dev.okiagari.practice.node;

import java.time.Duration;

/** An image that is not on the node, and of which no registry knows. */
final class Pull {

    private static final Duration BACK_OFF = Duration.ofSeconds(2);

    private final Node node;
    private final Container container;

    Pull(Node node, Container container) {
        this.node = node;
        this.container = container;
    }

    void fail(String policy) {
        String image = container.image();
        if (policy.equals("Never")) {
            String why =
                    "Container image \"" + image + "\" is not present with pull policy of Never";
            container.event("Warning", "ErrImageNeverPull", why);
            container.event("Warning", "Failed", "Error: ErrImageNeverPull");
            container.waitFor("ErrImageNeverPull", why);
            return;
        }
        container.event("Normal", "Pulling", "Pulling image \"" + image + "\"");
        String why =
                ("failed to pull and unpack image \"%1$s\": failed to resolve reference \"%1$s\":"
                                + " %1$s: not found")
                        .formatted(image);
        String error = "rpc error: code = NotFound desc = " + why;
        container.event("Warning", "Failed", "Failed to pull image \"" + image + "\": " + error);
        container.event("Warning", "Failed", "Error: ErrImagePull");
        container.waitFor("ErrImagePull", error);
        node.loop().after(BACK_OFF, () -> backOff(image, error));
    }

    private void backOff(String image, String error) {
        if (container.image().equals(image) && !container.running()) {
            String text = "Back-off pulling image \"" + image + "\"";
            container.event("Normal", "BackOff", text);
            container.event("Warning", "Failed", "Error: ImagePullBackOff");
            container.waitFor("ImagePullBackOff", text + ": ErrImagePull: " + error);
        }
    }
}
