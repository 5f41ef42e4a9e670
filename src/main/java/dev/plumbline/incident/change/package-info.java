/** The change calendar: what somebody did to the fleet, and when. */
@NullMarked
package dev.plumbline.incident.change;

import org.jspecify.annotations.NullMarked;
