package dev.okiagari.availability;

import java.io.IOException;

/** Asks a URL. */
record UrlAsker(Destination destination) implements Asker {

    @Override
    public Answer ask(int timeoutMillis) throws IOException {
        return HttpGet.ask(destination, timeoutMillis);
    }

    @Override
    public String via() {
        return "direct";
    }
}
