/**
 * Says whether a text is JSON, Java, Python, JavaScript or SQL. Knows nothing of probes and
 * answers.
 */
@NullMarked
package dev.plumbline.score.syntax;

import org.jspecify.annotations.NullMarked;
