/** Sends one request over one session's connection and keeps what came back, as it came. */
@NullMarked
package dev.plumbline.probe.http;

import org.jspecify.annotations.NullMarked;
