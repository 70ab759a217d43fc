package dev.okiagari.web;

import java.util.Locale;

/** What is sent to a reader, in the reader's language; may be asked for any number of times. */
@FunctionalInterface
interface Localized {

    Object in(Locale locale);
}
