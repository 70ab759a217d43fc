package dev.okiagari.web;

/** One thing that a reader of the live stream gets. */
sealed interface Frame {

    /**
     * Something changed.
     *
     * @param id where to go on from after a break
     * @param event a name of the API's events
     */
    record Change(String id, String event, Localized payload) implements Frame {}

    /** Changes were missed: load the lists again; what follows is complete from here on. */
    record Reset(String id) implements Frame {}

    /** Nothing changed, and we are still here. */
    record Ping(String id) implements Frame {}
}
