package dev.okiagari.experiment;

/** A way to bring a fault to processes. Each call sends at most once. */
interface Bearer {

    Injection signal(Plan plan, Fault.SendSignal fault) throws InterruptedException;

    /**
     * Stops processes, and leaves somebody behind who resumes them in time.
     *
     * @param seconds after which they run again whatever becomes of us
     */
    Injection stop(Plan plan, int seconds) throws InterruptedException;
}
