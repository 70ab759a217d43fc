package dev.okiagari.practice.machine;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A control group of cgroup version 2, by its path from the node's root. */
public record Cgroup(String path) {

    /** As a process reads it whose own cgroup namespace has its root there. */
    String seenFrom(Cgroup root) {
        List<String> own = names(path);
        List<String> viewer = names(root.path);
        int same = 0;
        while (same < Math.min(own.size(), viewer.size())
                && own.get(same).equals(viewer.get(same))) {
            same++;
        }
        List<String> up = Collections.nCopies(viewer.size() - same, "..");
        String above = String.join("/", up);
        String below = String.join("/", own.subList(same, own.size()));
        return "/" + above + (above.isEmpty() || below.isEmpty() ? "" : "/") + below;
    }

    private static List<String> names(String path) {
        return Arrays.stream(path.split("/")).filter(name -> !name.isEmpty()).toList();
    }
}
