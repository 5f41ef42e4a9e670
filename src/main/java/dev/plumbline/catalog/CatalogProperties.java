package dev.plumbline.catalog;

import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Properties {@code plumbline.catalog.*}.
 *
 * @param dir folder with {@code fleet.yaml} and {@code suites/}. Not a {@link Path}: Spring would
 *     look a relative one up on the class path first, where a folder {@code catalog} exists.
 * @param reloadInterval between two looks at the files
 * @param discoveryInterval between two looks for targets, where {@code fleet.yaml} has any found. A
 *     watch would see them some seconds earlier, and would have to be told from one that died
 *     quietly; a list says all there is each time.
 * @param discoveryMemory file of this process alone that keeps what was found last, for a start
 *     while a source is down; empty or left out: nothing is kept. Standalone has it in its data
 *     folder.
 */
@ConfigurationProperties("plumbline.catalog")
@Validated
record CatalogProperties(
    @NotBlank(message = "must name the folder that holds fleet.yaml and suites/*.yaml") String dir,
    @DurationMin(millis = 10) @DefaultValue("2s") Duration reloadInterval,
    @DurationMin(millis = 10) @DefaultValue("30s") Duration discoveryInterval,
    @Nullable String discoveryMemory) {

  @Nullable Path memory() {
    return discoveryMemory == null || discoveryMemory.isBlank() ? null : Path.of(discoveryMemory);
  }

  Path folder() {
    return Path.of(dir);
  }
}
