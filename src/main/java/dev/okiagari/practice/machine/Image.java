package dev.okiagari.practice.machine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A container image: what it runs, and what else is in it.
 *
 * @param id the digest
 * @param entrypoint what it runs where a pod does not say otherwise
 * @param program what its entry point is; empty for a shell
 * @param commands the files of its PATH; a shell that is not among them cannot be run
 * @param files other files with their content
 */
public record Image(
        String name,
        String id,
        List<String> entrypoint,
        Optional<Program> program,
        Flavour flavour,
        String binaries,
        Set<String> commands,
        Map<String, String> files) {

    public Image {
        entrypoint = List.copyOf(entrypoint);
        commands = Set.copyOf(commands);
        files = Map.copyOf(files);
    }

    /** As a registry names exactly this content. */
    public String digest() {
        return repository() + "@" + id;
    }

    /** Whether a reference, by tag or by digest, means this image. */
    boolean isNamed(String reference) {
        return reference.equals(name)
                || reference.equals(digest())
                || reference.equals(name + "@" + id)
                || reference.equals(id);
    }

    private String repository() {
        return name.substring(0, name.lastIndexOf(':'));
    }

    /** The program that a command starts, where it is the image's own. */
    public Optional<Program> program(String command) {
        return program.filter(own -> command.equals(entrypoint.getFirst()));
    }

    /** Whose shell and tools it has, which shows in what they say. */
    public enum Flavour {
        DEBIAN,
        BUSYBOX
    }
}
