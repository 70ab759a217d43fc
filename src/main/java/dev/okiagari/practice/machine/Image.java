package dev.okiagari.practice.machine;

import java.util.Map;
import java.util.Set;

/**
 * A container image: what it runs, and what else is in it.
 *
 * @param commands the files of its PATH; a shell that is not among them cannot be run
 * @param files other files with their content
 */
public record Image(
        String name,
        String id,
        Program program,
        Flavour flavour,
        String binaries,
        Set<String> commands,
        Map<String, String> files) {

    public Image {
        commands = Set.copyOf(commands);
        files = Map.copyOf(files);
    }

    /** Whose shell and tools it has, which shows in what they say. */
    public enum Flavour {
        DEBIAN,
        BUSYBOX
    }
}
