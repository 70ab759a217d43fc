package dev.okiagari.practice.api;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/**
 * A key of its own with a certificate for loopback, signed by itself: kubectl sends its token over
 * TLS only.
 */
public record Identity(PrivateKey key, X509Certificate certificate) {

    private static final int SEQUENCE = 0x30;
    private static final byte[] ECDSA_SHA256 = {
        0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2
    };
    private static final byte[] COMMON_NAME = {0x55, 4, 3};
    private static final byte[] ALTERNATIVE_NAME = {0x55, 0x1d, 0x11};
    private static final byte[] BASIC_CONSTRAINTS = {0x55, 0x1d, 0x13};
    private static final byte[] TRUE = {(byte) 0xff};
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /** Makes a fresh one. */
    public static Identity create() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            byte[] content = content(pair.getPublic().getEncoded());
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(content);
            byte[] bits = concat(new byte[1], signature.sign());
            byte[] whole = der(SEQUENCE, content, algorithm(), der(3, bits));
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            X509Certificate certificate =
                    (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(whole));
            return new Identity(pair.getPrivate(), certificate);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java cannot make a certificate", impossible);
        }
    }

    /** The certificate as a kubeconfig has it: PEM in Base64. */
    public String authority() {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded());
        String pem = "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] encoded() {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("our own certificate", impossible);
        }
    }

    private static byte[] content(byte[] publicKey) {
        byte[] name =
                der(
                        SEQUENCE,
                        der(
                                0x31,
                                der(
                                        SEQUENCE,
                                        der(6, COMMON_NAME),
                                        der(12, text("okiagari-practice")))));
        byte[] validity =
                der(
                        SEQUENCE,
                        der(0x18, text("20200101000000Z")),
                        der(0x18, text("20991231235959Z")));
        byte[] serial =
                der(2, Long.toString(System.nanoTime()).getBytes(StandardCharsets.US_ASCII));
        return der(
                SEQUENCE,
                der(0xa0, der(2, new byte[] {2})),
                serial,
                algorithm(),
                name,
                validity,
                name,
                publicKey,
                der(0xa3, extensions()));
    }

    private static byte[] extensions() {
        byte[] names = der(SEQUENCE, der(0x87, LOOPBACK), der(0x82, text("localhost")));
        byte[] authority = der(SEQUENCE, der(1, TRUE));
        return der(
                SEQUENCE,
                der(SEQUENCE, der(6, ALTERNATIVE_NAME), der(4, names)),
                der(SEQUENCE, der(6, BASIC_CONSTRAINTS), der(1, TRUE), der(4, authority)));
    }

    private static byte[] algorithm() {
        return der(SEQUENCE, der(6, ECDSA_SHA256));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] der(int tag, byte[]... parts) {
        byte[] content = concat(parts);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length > 0xff) {
            out.write(0x82);
            out.write(content.length >> 8);
        } else if (content.length > 0x7f) {
            out.write(0x81);
        }
        out.write(content.length & 0xff);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
