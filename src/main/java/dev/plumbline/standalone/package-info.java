/** Everything in one process: a real KRaft broker and a real PostgreSQL with data on disk. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.plumbline.standalone;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
