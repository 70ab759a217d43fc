package dev.okiagari.availability;

/** Where what was allowed is so no more. */
record NobodyAsker() implements Asker {

    @Override
    public Answer ask(int timeoutMillis) {
        return Answer.FORBIDDEN;
    }

    @Override
    public String via() {
        return "direct";
    }
}
