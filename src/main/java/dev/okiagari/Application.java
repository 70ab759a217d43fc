package dev.okiagari;

import dev.okiagari.security.HashPassword;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The application. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class Application {

    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals(HashPassword.COMMAND)) {
            System.exit(HashPassword.run(arguments, System.in, System.out, System.err));
        }
        SpringApplication.run(Application.class, arguments);
    }
}
