/**
 * Suites out of what others wrote: {@link dev.plumbline.catalog.imports.PromptfooReader} and {@link
 * dev.plumbline.catalog.imports.LmEvalReader} make {@link
 * dev.plumbline.catalog.imports.ImportedSuite}s, {@link dev.plumbline.catalog.imports.SuiteYaml}
 * writes them. Knows of suites only.
 */
@NamedInterface("imports")
@NullMarked
package dev.plumbline.catalog.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
