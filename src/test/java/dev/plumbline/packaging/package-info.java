/** What is shipped: the jars, the image, the compose file; each started as it will be. */
@NullMarked
package dev.plumbline.packaging;

import org.jspecify.annotations.NullMarked;
