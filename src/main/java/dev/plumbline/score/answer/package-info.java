/** Says whether an answer is right. Knows nothing of exchanges and readings. */
@NullMarked
package dev.plumbline.score.answer;

import org.jspecify.annotations.NullMarked;
