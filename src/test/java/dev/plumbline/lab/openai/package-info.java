@NullMarked
package dev.plumbline.lab.openai;

import org.jspecify.annotations.NullMarked;
