/**
 * YAML files as trees that know where each value stands, checked against JSON Schemas. Knows
 * nothing of targets and probes.
 */
@NullMarked
package dev.plumbline.catalog.yaml;

import org.jspecify.annotations.NullMarked;
