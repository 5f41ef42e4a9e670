/** The change calendar: what somebody did to the fleet, and when. */
@NamedInterface("change")
@NullMarked
package dev.plumbline.incident.change;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
