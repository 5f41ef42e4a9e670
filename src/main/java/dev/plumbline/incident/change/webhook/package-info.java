/** Changes told of by what makes them: one hook a sender, in the sender's own format. */
@NullMarked
package dev.plumbline.incident.change.webhook;

import org.jspecify.annotations.NullMarked;
