package dev.okiagari.web;

/** What is wrong with one field or parameter of a request. */
record FieldProblem(String field, String message) {}
