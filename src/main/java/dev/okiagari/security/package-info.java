/**
 * Who may come in: which host names are answered, which writes are refused, who is logged in and
 * with which rights. It tells the rest who acts through {@link dev.okiagari.security.Actors}.
 */
@ApplicationModule(allowedDependencies = {"cluster", "database", "safety"})
@NullMarked
package dev.okiagari.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
