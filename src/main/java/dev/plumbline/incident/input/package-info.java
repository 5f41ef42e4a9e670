/** What strangers send, read field by field, and how refusals are told. */
@NullMarked
package dev.plumbline.incident.input;

import org.jspecify.annotations.NullMarked;
