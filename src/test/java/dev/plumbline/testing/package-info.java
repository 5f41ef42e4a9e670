/** Real servers for tests: containers where a Docker host is reachable, embedded ones elsewhere. */
@NullMarked
package dev.plumbline.testing;

import org.jspecify.annotations.NullMarked;
