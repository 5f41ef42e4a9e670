/** Targets that are found, not written: in files of other systems and in Kubernetes. */
@NullMarked
package dev.plumbline.catalog.discovery;

import org.jspecify.annotations.NullMarked;
