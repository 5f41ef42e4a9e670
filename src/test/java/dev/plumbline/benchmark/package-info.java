/** What the detectors are worth beside what a user would pick instead, and what they cost. */
@NullMarked
package dev.plumbline.benchmark;

import org.jspecify.annotations.NullMarked;
