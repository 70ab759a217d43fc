package dev.okiagari.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** There only where people log in, by whichever of the modes that have a login. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Conditional(WithLogin.Modes.class)
@interface WithLogin {

    /** Those of {@link SecurityMode} that have one. */
    final class Modes implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            String mode = context.getEnvironment().getProperty("okiagari.security.mode", "open");
            return mode.equalsIgnoreCase("local") || mode.equalsIgnoreCase("oidc");
        }
    }
}
