package dev.okiagari.web;

import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** An answer to be saved under a name of ours. */
final class Attachment {

    static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private Attachment() {}

    static ResponseEntity.BodyBuilder named(String file) {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(file).build().toString());
    }

    static ResponseEntity<byte[]> sheet(String file, String lines) {
        return named(file).contentType(CSV).body(lines.getBytes(StandardCharsets.UTF_8));
    }
}
