package dev.plumbline.catalog.discovery;

import java.nio.file.Path;
import java.time.Duration;

/** Looks where an item of {@code discover} says. Never throws for what is found there. */
public interface DiscoverySource {
  /** With one answer of a cluster. */
  Duration PATIENCE = Duration.ofSeconds(15);

  /** What is there now. */
  Found look();

  /**
   * What looks where an item says.
   *
   * @param folder of the catalog, which paths are relative to
   */
  static DiscoverySource of(Discover discover, Path folder) {
    return switch (discover) {
      case Discover.InFiles files -> new FileSource(folder, files);
      case Discover.InKubernetes kubernetes ->
          new KubernetesSource(kubernetes, new KubernetesApi(kubernetes, folder, PATIENCE));
    };
  }
}
