@NullMarked
package dev.plumbline.probe.auth;

import org.jspecify.annotations.NullMarked;
