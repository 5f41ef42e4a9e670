/** Topics written down in tables, each record once, whoever asks how often. */
@NullMarked
package dev.plumbline.incident.journal;

import org.jspecify.annotations.NullMarked;
