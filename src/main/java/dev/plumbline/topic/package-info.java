/**
 * Kafka plumbing: typed topics, serialisation, provisioning, Streams health. Knows no domain type.
 */
@ApplicationModule(allowedDependencies = "role")
@NullMarked
package dev.plumbline.topic;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
