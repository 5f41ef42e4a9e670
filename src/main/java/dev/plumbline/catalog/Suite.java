package dev.plumbline.catalog;

import java.util.List;

/**
 * A named, versioned set of probes.
 *
 * @param version hash of its content: names the exact requests without copying them
 */
public record Suite(String name, String version, List<Probe> probes) {}
