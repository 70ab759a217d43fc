package dev.okiagari.database;

import java.util.List;

/** What a package keeps that goes into a file of the history. */
public interface Portable {

    /** In the order in which they are written and read. */
    List<PortableTable> tables();
}
