/**
 * What a cluster must have before Plumbline runs on it: tables, topics, rights. Made here, or told
 * to whoever makes them.
 */
@NullMarked
package dev.plumbline.app.setup;

import org.jspecify.annotations.NullMarked;
