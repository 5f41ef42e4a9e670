/** How Plumbline is installed on servers, held to what the application understands. */
@NullMarked
package dev.plumbline.deploy;

import org.jspecify.annotations.NullMarked;
