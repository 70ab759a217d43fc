package dev.okiagari.experiment;

/** An experiment has gone a step further. Published after it is stored. */
public record ExperimentChanged(Experiment experiment) {}
