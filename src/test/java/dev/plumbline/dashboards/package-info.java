/** What operators install beside Plumbline: rules and routes, held to the metrics that exist. */
@NullMarked
package dev.plumbline.dashboards;

import org.jspecify.annotations.NullMarked;
