/**
 * Everything in one process: a real KRaft broker and a real PostgreSQL with data on disk, the
 * practice catalog, all roles. Switches itself on when neither Kafka nor a database is configured.
 */
@ApplicationModule(allowedDependencies = {"catalog", "role"})
@NullMarked
package dev.plumbline.standalone;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
