package dev.plumbline.catalog.discovery;

import dev.plumbline.catalog.yaml.Located;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An item of {@code discover}: where targets are found besides those written. */
public sealed interface Discover {

  /**
   * A file of a list of targets, or several by a pattern.
   *
   * @param pattern as written, relative to the catalog's folder
   */
  record InFiles(String pattern, boolean mayBeEmpty) implements Discover {
    @Override
    public String name() {
      return "file " + pattern;
    }
  }

  /**
   * Services or pods of a cluster.
   *
   * @param namespace null for all
   * @param port name or number; null where there is only one
   * @param kubeconfig null for what this process finds around itself
   * @param context of the kubeconfig; null for its current one
   * @param template of a target
   */
  record InKubernetes(
      Kind kind,
      @Nullable String namespace,
      String selector,
      @Nullable String port,
      String scheme,
      String path,
      @Nullable Path kubeconfig,
      @Nullable String context,
      Located.Mapping template,
      boolean mayBeEmpty)
      implements Discover {
    @Override
    public String name() {
      return "kubernetes %s %s %s"
          .formatted(kind.plural(), namespace == null ? "*" : namespace, selector);
    }
  }

  /** What is a target. */
  enum Kind {
    SERVICES("service", "services"),
    PODS("pod", "pods");

    private final String singular;
    private final String plural;

    Kind(String singular, String plural) {
      this.singular = singular;
      this.plural = plural;
    }

    String singular() {
      return singular;
    }

    String plural() {
      return plural;
    }
  }

  /** What it is called in metrics, log and API; unique in a fleet. */
  String name();

  /** Whether finding nothing at all is believed. */
  boolean mayBeEmpty();
}
