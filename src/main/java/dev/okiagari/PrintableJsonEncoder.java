package dev.okiagari;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.okiagari.cluster.Hidden;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.logback.StructuredLogEncoder;

/**
 * A line of JSON for each event, in which all that {@link PrintableConverter} escapes is escaped:
 * JSON itself lets what takes over a terminal, or turns the reading direction, stand as it is.
 */
public class PrintableJsonEncoder extends StructuredLogEncoder {

    private Charset charset = StandardCharsets.UTF_8;

    @Override
    public void setCharset(@Nullable Charset charset) {
        this.charset = charset == null ? StandardCharsets.UTF_8 : charset;
        super.setCharset(this.charset);
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return printable(new String(super.encode(event), charset)).getBytes(charset);
    }

    /** Outside of its texts JSON has none of these characters but the break at its end. */
    static String printable(String json) {
        StringBuilder printable = new StringBuilder(json.length());
        json.codePoints()
                .forEach(c -> {
                    if (c != '\n' && Hidden.isHidden(c)) {
                        for (char half : Character.toChars(c)) {
                            printable.append("\\u%04x".formatted((int) half));
                        }
                    } else {
                        printable.appendCodePoint(c);
                    }
                });
        return printable.toString();
    }
}
