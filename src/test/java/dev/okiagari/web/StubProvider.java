package dev.okiagari.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * As much of a provider of OpenID Connect as tells forged answers from good ones: what it signs is
 * up to the test. It takes each code once, with its verifier and the client's secret.
 */
final class StubProvider implements AutoCloseable {

    static final String CLIENT = "okiagari";
    static final String SECRET = "the-secret-of-the-client-is-long-enough";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RSAKey key = key();
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final int port;
    private @Nullable HttpServer server;
    private Map<String, Object> user = Map.of();
    private UnaryOperator<JWTClaimsSet.Builder> claims = UnaryOperator.identity();
    private BiFunction<RSAKey, JWTClaimsSet, String> signed = StubProvider::signed;
    private volatile String tokenGiven = "";

    StubProvider() {
        HttpServer first = server(0);
        this.port = first.getAddress().getPort();
        start(first);
    }

    String issuer() {
        return "http://127.0.0.1:" + port;
    }

    /** Whoever comes next, and what their ID token is like: as it should be. */
    void knows(String subject, String name, String... groups) {
        user = Map.of("sub", subject, "preferred_username", name, "groups", List.of(groups));
        claims = UnaryOperator.identity();
        signed = StubProvider::signed;
    }

    void claims(UnaryOperator<JWTClaimsSet.Builder> changed) {
        claims = changed;
    }

    void signs(BiFunction<RSAKey, JWTClaimsSet, String> how) {
        signed = how;
    }

    /** The last ID token. */
    String tokenGiven() {
        return tokenGiven;
    }

    /** What a browser is led back to that was sent here. */
    URI answer(URI authorize) {
        Map<String, String> asked = parameters(authorize.getRawQuery());
        String code = UUID.randomUUID().toString();
        codes.put(code, asked);
        return URI.create(
                asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state"));
    }

    static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    /** As its own. */
    static String signed(RSAKey key, JWTClaimsSet claims) {
        try {
            var token =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                            claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** With a key of somebody else under the name of its own. */
    static String forged(RSAKey key, JWTClaimsSet claims) {
        return signed(new RSAKey.Builder(key()).keyID(key.getKeyID()).build(), claims);
    }

    static String unsigned(RSAKey key, JWTClaimsSet claims) {
        return new PlainJWT(claims).serialize();
    }

    /** With what both sides know. */
    static String byClientSecret(RSAKey key, JWTClaimsSet claims) {
        return byMac(SECRET.getBytes(StandardCharsets.UTF_8), key, claims);
    }

    /** With what everybody knows: the public key as if it were a secret. */
    static String byPublicKey(RSAKey key, JWTClaimsSet claims) {
        try {
            return byMac(key.toRSAPublicKey().getEncoded(), key, claims);
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String byMac(byte[] secret, RSAKey key, JWTClaimsSet claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build();
            var token = new SignedJWT(header, claims);
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("one").generate();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    void goesAway() {
        Objects.requireNonNull(server).stop(0);
        server = null;
    }

    void comesBack() {
        if (server == null) {
            start(server(port));
        }
    }

    private void start(HttpServer made) {
        made.createContext("/.well-known/openid-configuration", on -> json(on, 200, document()));
        made.createContext(
                "/keys", on -> json(on, 200, new JWKSet(key.toPublicJWK()).toJSONObject()));
        made.createContext("/token", this::token);
        made.start();
        server = made;
    }

    private static HttpServer server(int port) {
        try {
            return HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Map<String, Object> document() {
        return Map.of(
                "issuer",
                issuer(),
                "authorization_endpoint",
                issuer() + "/authorize",
                "token_endpoint",
                issuer() + "/token",
                "jwks_uri",
                issuer() + "/keys",
                "end_session_endpoint",
                issuer() + "/leave?from=menu",
                "response_types_supported",
                List.of("code"),
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                List.of("RS256"));
    }

    private void token(HttpExchange on) throws IOException {
        Map<String, String> sent =
                parameters(new String(on.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> asked = codes.remove(String.valueOf(sent.get("code")));
        if (!isClient(on)) {
            json(on, 401, Map.of("error", "invalid_client"));
        } else if (asked == null
                || !challenge(sent.get("code_verifier")).equals(asked.get("code_challenge"))
                || !asked.get("redirect_uri").equals(sent.get("redirect_uri"))) {
            json(on, 400, Map.of("error", "invalid_grant"));
        } else {
            tokenGiven = signed.apply(key, claims(asked.get("nonce")));
            json(
                    on,
                    200,
                    Map.of(
                            "access_token",
                            "access-" + UUID.randomUUID(),
                            "token_type",
                            "Bearer",
                            "expires_in",
                            300,
                            "id_token",
                            tokenGiven));
        }
    }

    private JWTClaimsSet claims(String nonce) {
        var builder =
                new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .audience(CLIENT)
                        .issueTime(Date.from(Instant.now()))
                        .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                        .claim("nonce", nonce);
        user.forEach(builder::claim);
        return claims.apply(builder).build();
    }

    private static boolean isClient(HttpExchange on) {
        byte[] both = (CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8);
        return ("Basic " + Base64.getEncoder().encodeToString(both))
                .equals(on.getRequestHeaders().getFirst("Authorization"));
    }

    private static String challenge(@Nullable String verifier) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(String.valueOf(verifier).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static void json(HttpExchange on, int status, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        on.getResponseHeaders().set("Content-Type", "application/json");
        on.sendResponseHeaders(status, bytes.length);
        try (var out = on.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            goesAway();
        }
    }
}
