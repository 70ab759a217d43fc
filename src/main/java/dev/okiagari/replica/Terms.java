package dev.okiagari.replica;

/** The numbers that fence off who recorded before: of each cluster one, that only grows. */
interface Terms {

    /** Where nobody asks for any. */
    Terms NONE =
            new Terms() {
                @Override
                public long begin(String clusterId, String holder) {
                    throw new IllegalStateException("there is only one");
                }

                @Override
                public boolean hold(String clusterId, long term) {
                    throw new IllegalStateException("there is only one");
                }
            };

    /** Begins another; waits for a write of the one before, and lets none come after. */
    long begin(String clusterId, String holder);

    /** Whether it is the current one; then none begins before the caller's transaction ends. */
    boolean hold(String clusterId, long term);
}
