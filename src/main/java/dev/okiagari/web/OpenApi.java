package dev.okiagari.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.time.Duration;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the API's own description says besides what the code says. */
@Configuration(proxyBeanMethods = false)
class OpenApi {

    static {
        SpringDocUtils.getConfig()
                .replaceWithSchema(Duration.class, new NumberSchema().description("seconds"));
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .components(
                        new Components()
                                .addSecuritySchemes("token", http("bearer"))
                                .addSecuritySchemes("password", http("basic")))
                // one of them, or none where there is no login
                .addSecurityItem(new SecurityRequirement().addList("token"))
                .addSecurityItem(new SecurityRequirement().addList("password"))
                .addSecurityItem(new SecurityRequirement())
                .info(
                        new Info()
                                .title("Okiagari")
                                .version("v1")
                                .description(
                                        "Knocks containers over on Kubernetes and OpenShift, and"
                                                + " tells the truth about how they stand up again."
                                                + " Times are RFC 3339 in UTC, durations seconds;"
                                                + " errors are problem details (RFC 9457)."));
    }

    private static SecurityScheme http(String scheme) {
        return new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme(scheme);
    }

    /** The words as they are sent, not as Java spells them. */
    @Bean
    GlobalOpenApiCustomizer wordsAsSent() {
        return api -> {
            if (api.getComponents() != null && api.getComponents().getSchemas() != null) {
                api.getComponents().getSchemas().values().forEach(OpenApi::spell);
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static void spell(Schema<?> schema) {
        if (schema.getEnum() != null) {
            List<Object> words =
                    schema.getEnum().stream()
                            .map(value -> (Object) Words.of(String.valueOf(value)))
                            .toList();
            ((Schema<Object>) schema).setEnum(words);
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(OpenApi::spell);
        }
        if (schema.getItems() != null) {
            spell(schema.getItems());
        }
    }
}
