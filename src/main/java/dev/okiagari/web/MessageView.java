package dev.okiagari.web;

import java.util.List;

/** A text of the domain as JSON has it. */
record MessageView(String key, List<String> arguments, String text) {}
