package dev.okiagari.availability;

/** What is asked, how often, and how long an answer is waited for. */
public record AvailabilityCheck(Address address, int intervalMillis, int timeoutMillis) {}
