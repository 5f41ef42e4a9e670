@NullMarked
package dev.plumbline.probe.http;

import org.jspecify.annotations.NullMarked;
