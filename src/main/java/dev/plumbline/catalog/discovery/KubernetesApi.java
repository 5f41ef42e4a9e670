package dev.plumbline.catalog.discovery;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.Pair;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.Call;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lists services or pods. The answer is read as plain JSON: a cluster newer than the client's
 * models says things they do not know. Not thread-safe.
 */
final class KubernetesApi {
  private static final int PAGE = 500;
  private static final int MOST_PAGES = 20;
  private static final int MOST_BYTES = 64 << 20;
  private static final int GONE = 410;

  /** There is no list, for a reason that somebody can do something about. */
  static final class NoListException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String remedy;

    NoListException(String message, String remedy) {
      super(message);
      this.remedy = remedy;
    }

    String remedy() {
      return remedy;
    }
  }

  /** What a page came to; no items where its mark has expired. */
  private record Page(@Nullable List<JsonNode> items, String next) {}

  private final Discover.InKubernetes discover;
  private final Path folder;
  private final Duration patience;
  private @Nullable ApiClient client;

  /**
   * @param patience with one page
   */
  KubernetesApi(Discover.InKubernetes discover, Path folder, Duration patience) {
    this.discover = discover;
    this.folder = folder;
    this.patience = patience;
  }

  /**
   * Everything the selector matches. A list that changed too much between two pages is begun anew
   * once.
   */
  List<JsonNode> list() throws NoListException {
    try {
      List<JsonNode> all = pages();
      all = all == null ? pages() : all;
      if (all == null) {
        throw new NoListException("changes faster than it can be listed", "narrow the selector");
      }
      return all;
    } catch (NoListException e) {
      client = null; // its credentials may be what is wrong
      throw e;
    }
  }

  /** Null where a page's mark had expired. */
  private @Nullable List<JsonNode> pages() throws NoListException {
    List<JsonNode> all = new ArrayList<>();
    String next = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      Page read = page(next);
      if (read.items() == null) {
        return null;
      }
      all.addAll(read.items());
      next = read.next();
      if (next.isEmpty()) {
        return all;
      }
    }
    throw new NoListException(
        "has more than %d objects".formatted(PAGE * MOST_PAGES), "narrow the selector");
  }

  private Page page(String mark) throws NoListException {
    try (Response response = call(mark).execute()) {
      if (response.code() == GONE && !mark.isEmpty()) {
        return new Page(null, "");
      }
      refuse(response.code());
      try (InputStream body = response.body().byteStream()) {
        return page(body.readNBytes(MOST_BYTES + 1));
      }
    } catch (InterruptedIOException e) {
      throw new NoListException(
          "did not answer in time", "see whether the API server is overloaded");
    } catch (IOException e) {
      throw new NoListException(
          "cannot be reached: " + e.getMessage(), "see whether the API server is up");
    }
  }

  private Page page(byte[] body) throws NoListException {
    String remedy = "see what answers at " + basePath();
    if (body.length > MOST_BYTES) {
      throw new NoListException("answered with too much", "narrow the selector");
    }
    try {
      JsonNode list = JsonMapper.shared().readTree(body);
      JsonNode items = list.path("items");
      String kind = list.path("kind").asString("");
      // A list of none may say null.
      if (!kind.endsWith("List") || !(items.isArray() || items.isNull())) {
        throw new NoListException("did not answer with a list", remedy);
      }
      return new Page(
          List.copyOf(items.values()), list.path("metadata").path("continue").asString(""));
    } catch (JacksonException e) {
      throw new NoListException("did not answer with JSON", remedy);
    }
  }

  private void refuse(int status) throws NoListException {
    switch (status) {
      case 200 -> {}
      case 401 ->
          throw new NoListException(
              "does not know who asks (401)", "renew the token or the kubeconfig");
      case 403 ->
          throw new NoListException(
              "does not let us list %s (403)".formatted(discover.kind().plural()),
              "grant 'list' on %s to this service account with a Role and a RoleBinding"
                  .formatted(discover.kind().plural()));
      case 404 ->
          throw new NoListException("has no such list (404)", "see what answers at " + basePath());
      default ->
          throw new NoListException(
              "answered %d".formatted(status), "see the log of the API server");
    }
  }

  private Call call(String mark) throws NoListException {
    String namespace = discover.namespace();
    String path =
        namespace == null
            ? "/api/v1/" + discover.kind().plural()
            : "/api/v1/namespaces/%s/%s".formatted(namespace, discover.kind().plural());
    List<Pair> query = new ArrayList<>();
    query.add(new Pair("labelSelector", discover.selector()));
    query.add(new Pair("limit", String.valueOf(PAGE)));
    if (!mark.isEmpty()) {
      query.add(new Pair("continue", mark));
    }
    try {
      return client()
          .buildCall(
              null,
              path,
              "GET",
              query,
              List.of(),
              null,
              new HashMap<>(Map.of("Accept", "application/json")),
              new HashMap<>(),
              new HashMap<>(),
              new String[] {"BearerToken"},
              null);
    } catch (ApiException e) {
      throw new NoListException("cannot be asked: " + e.getMessage(), "see the kubeconfig");
    }
  }

  private String basePath() {
    return client == null ? "the API server" : client.getBasePath();
  }

  private ApiClient client() throws NoListException {
    ApiClient known = client;
    if (known == null) {
      try {
        Path named = discover.kubeconfig();
        known =
            KubernetesClients.of(
                named == null ? null : folder.resolve(named), discover.context(), patience);
        client = known;
      } catch (IOException | RuntimeException e) {
        throw new NoListException(
            "no credentials: " + e,
            "run in the cluster with a service account, or name a kubeconfig");
      }
    }
    return known;
  }
}
