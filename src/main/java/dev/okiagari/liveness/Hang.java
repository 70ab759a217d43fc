package dev.okiagari.liveness;

import java.util.Locale;

/** How a container stops answering. */
public enum Hang {

    /** Its processes are stopped: the kernel still accepts connections, and no handler runs. */
    FROZEN,

    /** It takes requests and never answers them; its main process still hears signals. */
    SILENT,

    /** Nothing listens any more; its main process still hears signals. */
    REFUSED,

    /** It answers at once, that it is not well. */
    UNWELL;

    /** The word as the API spells it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
