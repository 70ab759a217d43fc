package dev.okiagari.liveness;

/** What a container's main process makes of SIGTERM, as far as is known. */
public enum SigTerm {

    /** It has a handler; how long that takes is its own affair. */
    HANDLED,

    /** It goes on as if nothing had been sent, until the grace is over. */
    DROPPED,

    /** Nobody has looked. */
    UNKNOWN
}
