package dev.okiagari;

/** The launcher: says in one sentence which Java is needed, and hands over to the application. */
public final class Main {

    private static final int JAVA = 25;

    private Main() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        int found = Runtime.version().feature();
        if (found < JAVA) {
            System.err.println(
                    "Okiagari needs Java "
                            + JAVA
                            + " or later to run; this is Java "
                            + found
                            + ".");
            System.exit(1);
        }
        // The JDK's client would silently resend an exec whose connection closed unanswered.
        System.setProperty("jdk.httpclient.redirects.retrylimit", "1");
        HeapSettings.apply();
        Class.forName("dev.okiagari.Application")
                .getMethod("main", String[].class)
                .invoke(null, (Object) arguments);
    }
}
