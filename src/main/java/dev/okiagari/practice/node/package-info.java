/** The kubelet and the controllers: what makes pods start, probes them and starts them again. */
@NullMarked
package dev.okiagari.practice.node;

import org.jspecify.annotations.NullMarked;
