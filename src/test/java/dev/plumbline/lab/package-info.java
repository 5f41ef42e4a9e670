@NullMarked
package dev.plumbline.lab;

import org.jspecify.annotations.NullMarked;
