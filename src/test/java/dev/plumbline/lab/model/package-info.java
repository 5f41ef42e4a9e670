@NullMarked
package dev.plumbline.lab.model;

import org.jspecify.annotations.NullMarked;
