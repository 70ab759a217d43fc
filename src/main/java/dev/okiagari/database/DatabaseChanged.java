package dev.okiagari.database;

/** The database went away, is away for another reason, or is there again. */
public record DatabaseChanged(DatabaseState state) {}
