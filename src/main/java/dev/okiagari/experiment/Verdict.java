package dev.okiagari.experiment;

import dev.okiagari.cluster.Message;

/**
 * What did happen.
 *
 * @param asForecast whether the forecast had held it possible
 */
public record Verdict(Outcome outcome, Message explanation, boolean asForecast) {}
