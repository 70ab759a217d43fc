package dev.okiagari.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;

/** All that an application answers to, as it says itself: what is new is found without a list. */
final class Routes {

    /** What no pod, experiment or user is called. */
    static final String NOBODY = "00000000-0000-7000-8000-000000000000";

    private static final Path STATIC = Path.of("target", "classes", "static");

    private final List<Route> routes;
    private final List<String> patterns;

    private Routes(List<Route> routes, List<String> patterns) {
        this.routes = routes;
        this.patterns = patterns;
    }

    /**
     * One of them.
     *
     * @param path with its variables in braces
     */
    record Route(String method, String path, HandlerMethod handler) {

        boolean isOurs() {
            return handler.getBeanType().getName().startsWith("dev.okiagari");
        }

        boolean isRead() {
            return method.equals("GET");
        }

        boolean isApi() {
            return path.startsWith("/api/");
        }

        boolean isStream() {
            return path.startsWith("/live/") || path.equals("/api/stream");
        }

        /** With a value for each variable. */
        String concrete() {
            return Routes.concrete(path);
        }
    }

    static Routes of(ApplicationContext application) {
        List<Route> routes = new ArrayList<>();
        TreeSet<String> patterns = new TreeSet<>();
        application.getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                // The tests have controllers, too.
                .filter(entry ->
                        entry.getValue().getBeanType().getEnclosingClass() == null
                                || !entry.getValue()
                                        .getBeanType()
                                        .getName()
                                        .startsWith("dev.okiagari"))
                .flatMap(entry -> routes(entry.getKey(), entry.getValue()))
                .forEach(routes::add);
        application
                .getBeansOfType(SimpleUrlHandlerMapping.class)
                .values()
                .forEach(mapping -> patterns.addAll(mapping.getUrlMap().keySet()));
        return new Routes(routes, List.copyOf(patterns));
    }

    private static Stream<Route> routes(RequestMappingInfo mapping, HandlerMethod handler) {
        var methods = mapping.getMethodsCondition().getMethods();
        return mapping.getPatternsCondition().getPatterns().stream()
                .flatMap(path ->
                        (methods.isEmpty() ? Stream.of(RequestMethod.GET) : methods.stream())
                                .map(method ->
                                        new Route(
                                                method.name(), path.getPatternString(), handler)));
    }

    /** Those of our own controllers. */
    List<Route> ours() {
        return routes.stream().filter(Route::isOurs).toList();
    }

    /** Those that write. */
    List<Route> writes() {
        return ours().stream().filter(route -> !route.isRead()).toList();
    }

    /** Every path, those of libraries and of files included. */
    List<String> paths() {
        TreeSet<String> paths = new TreeSet<>();
        routes.forEach(route -> paths.add(route.concrete()));
        patterns.forEach(pattern -> paths.add(concrete(pattern)));
        paths.addAll(files());
        return List.copyOf(paths);
    }

    /** The paths of what is sent as it is. */
    static List<String> files() {
        try (Stream<Path> found = Files.walk(STATIC)) {
            return found.filter(Files::isRegularFile)
                    .map(file -> "/" + STATIC.relativize(file))
                    .toList();
        } catch (IOException notBuilt) {
            return List.of();
        }
    }

    private static String concrete(String pattern) {
        return pattern.replace("{id}", NOBODY)
                .replaceAll("\\{\\*[^}]+}", "x")
                .replaceAll("\\{[^}]+}", "x")
                .replace("/**", "/x")
                .replace("*", "x");
    }
}
