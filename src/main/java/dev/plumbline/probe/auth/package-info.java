/** How a request proves who we are; secrets are read at each use and kept nowhere. */
@NullMarked
package dev.plumbline.probe.auth;

import org.jspecify.annotations.NullMarked;
