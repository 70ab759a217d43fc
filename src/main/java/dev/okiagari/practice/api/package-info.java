/** The Kubernetes API over HTTP and WebSocket. */
@NullMarked
package dev.okiagari.practice.api;

import org.jspecify.annotations.NullMarked;
