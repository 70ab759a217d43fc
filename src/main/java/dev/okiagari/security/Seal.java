package dev.okiagari.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Closes a text so that only who has the secret can read it or make another (AES-256-GCM). */
final class Seal {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;

    private Seal(SecretKey key) {
        this.key = key;
    }

    /**
     * @param secret long and random, see {@link Fingerprint#secret}
     */
    static Seal of(String secret) {
        // A hash of its own: the fingerprint of the secret itself stands in the database.
        String hash = Fingerprint.of("seal " + secret);
        return new Seal(new SecretKeySpec(HexFormat.of().parseHex(hash), "AES"));
    }

    String close(String text) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] closed =
                    cipher(Cipher.ENCRYPT_MODE, nonce)
                            .doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] both = ByteBuffer.allocate(NONCE + closed.length).put(nonce).put(closed).array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
        } catch (GeneralSecurityException everyJavaCan) {
            throw new IllegalStateException(everyJavaCan);
        }
    }

    /** Empty where another secret closed it, or it is forged or damaged. */
    Optional<String> open(String sealed) {
        try {
            byte[] both = Base64.getUrlDecoder().decode(sealed);
            if (both.length <= NONCE) {
                return Optional.empty();
            }
            byte[] nonce = Arrays.copyOf(both, NONCE);
            byte[] text =
                    cipher(Cipher.DECRYPT_MODE, nonce).doFinal(both, NONCE, both.length - NONCE);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | GeneralSecurityException notOurs) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
