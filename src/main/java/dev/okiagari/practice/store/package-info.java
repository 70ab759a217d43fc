/** The objects of the cluster with their versions, and whoever watches them. */
@NullMarked
package dev.okiagari.practice.store;

import org.jspecify.annotations.NullMarked;
