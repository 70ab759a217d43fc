/** Okiagari in a real browser, on its practice cluster. */
package dev.okiagari.browser;
