/**
 * YAML files as trees that know where each value stands, checked against JSON Schemas. Knows
 * nothing of targets and probes.
 */
@NamedInterface("yaml")
@NullMarked
package dev.plumbline.catalog.yaml;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
