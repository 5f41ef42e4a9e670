@NullMarked
package dev.plumbline.catalog.yaml;

import org.jspecify.annotations.NullMarked;
