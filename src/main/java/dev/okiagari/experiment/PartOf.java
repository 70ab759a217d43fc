package dev.okiagari.experiment;

import java.util.UUID;

/**
 * An experiment that is a step of something larger, which has written its id down beforehand: so it
 * can be found again, and is not begun twice, whatever happens in between.
 *
 * @param whole what it is a part of
 * @param id the experiment's own
 */
public record PartOf(UUID whole, UUID id) {}
