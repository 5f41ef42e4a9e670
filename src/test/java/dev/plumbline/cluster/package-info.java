/** Several brokers, several machines with every role, and what happens to them. */
@NullMarked
package dev.plumbline.cluster;

import org.jspecify.annotations.NullMarked;
