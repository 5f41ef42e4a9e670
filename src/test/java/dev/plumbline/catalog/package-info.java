@NullMarked
package dev.plumbline.catalog;

import org.jspecify.annotations.NullMarked;
