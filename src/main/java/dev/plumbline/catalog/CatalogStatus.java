package dev.plumbline.catalog;

import java.time.Instant;
import java.util.List;

/**
 * Which catalog this process works by, and what keeps a newer one out.
 *
 * @param version of the catalog in force
 * @param loadedAt when it came into force
 * @param errors of the last attempt to load; empty where the files are the catalog in force
 * @param discovery how finding targets goes, one entry for each place
 */
public record CatalogStatus(
    String version, Instant loadedAt, List<CatalogError> errors, List<DiscoveryStatus> discovery) {}
