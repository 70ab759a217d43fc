package dev.okiagari.security;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * How the provider is asked: soon done with, by nobody else's certificates, and led nowhere else.
 */
final class OidcHttp {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration READ = Duration.ofSeconds(5);

    private OidcHttp() {}

    static WebClient client(@Nullable Path caFile) {
        HttpClient.Builder http =
                HttpClient.newBuilder()
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER);
        if (caFile != null) {
            http.sslContext(trusting(caFile));
        }
        JdkClientHttpConnector connector = new JdkClientHttpConnector(http.build());
        connector.setReadTimeout(READ);
        return WebClient.builder().clientConnector(connector).build();
    }

    private static SSLContext trusting(Path caFile) {
        try (InputStream file = Files.newInputStream(caFile)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate one :
                    CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                store.setCertificateEntry("ca-" + store.size(), one);
            }
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException unreadable) {
            throw OidcCheck.refused(
                    "ca-file", caFile, "it has no certificates in PEM that could be read");
        }
    }
}
