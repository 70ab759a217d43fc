/**
 * Okiagari against a cluster of any size: a load generator in a process of its own speaks as much
 * of the Kubernetes API as a watcher needs, and simulates no container.
 */
package dev.okiagari.scale;
