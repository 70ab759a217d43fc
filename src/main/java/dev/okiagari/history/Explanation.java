package dev.okiagari.history;

import dev.okiagari.cluster.Message;

/** A natural cause, and what speaks for it. */
record Explanation(RestartCause cause, Message evidence) {}
