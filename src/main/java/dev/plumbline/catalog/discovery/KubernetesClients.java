package dev.plumbline.catalog.discovery;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes clients of a cluster: where it is, and how it knows us. */
final class KubernetesClients {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private KubernetesClients() {}

  /**
   * A client by a kubeconfig, or by what this process finds around itself.
   *
   * @param patience with one call
   * @throws IOException if there is neither, or it cannot be read
   */
  static ApiClient of(@Nullable Path kubeconfig, @Nullable String context, Duration patience)
      throws IOException {
    ClientBuilder builder = kubeconfig == null ? aroundUs(context) : of(load(kubeconfig), context);
    ApiClient client = builder.build();
    return client.setHttpClient(
        client
            .getHttpClient()
            .newBuilder()
            .connectTimeout(CONNECT)
            .readTimeout(patience)
            .callTimeout(patience)
            .build());
  }

  private static ClientBuilder aroundUs(@Nullable String context) throws IOException {
    if (System.getenv("KUBERNETES_SERVICE_HOST") != null) {
      return ClientBuilder.cluster();
    }
    String named = System.getenv("KUBECONFIG");
    Path file =
        named == null || named.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".kube", "config")
            : Path.of(named);
    return of(load(file), context);
  }

  private static ClientBuilder of(KubeConfig config, @Nullable String context) throws IOException {
    if (context != null && !config.setContext(context)) {
      throw new IOException("the kubeconfig has no context '%s'".formatted(context));
    }
    return ClientBuilder.kubeconfig(config);
  }

  private static KubeConfig load(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      KubeConfig config = KubeConfig.loadKubeConfig(reader);
      config.setFile(file.toFile());
      return config;
    }
  }
}
