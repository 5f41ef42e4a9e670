package dev.plumbline.gate.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.gate.live.GateProperties;
import dev.plumbline.gate.live.Gates;
import dev.plumbline.testing.TestFleet;
import dev.plumbline.topic.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;

/** The endpoints of gates on a real port, with our settings, before gates that a test drives. */
final class GateWeb implements AutoCloseable {
  static final String TOKEN = "correct-horse-battery";
  static final String CANDIDATE = "opus-4/claude-api/tpu/tpu-a";
  static final String BASELINE = "opus-4/claude-api/gpu/gpu-a";
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final TestFleet FLEET =
      new TestFleet(
          List.of("opus-4"), List.of("claude-api"), List.of("tpu", "gpu"), PATIENCE, 0, "{}");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final DrivenGates gates = new DrivenGates(now::get);
  private final ConfigurableApplicationContext context;

  /**
   * What the application would configure for these endpoints. No component: the application, which
   * looks for those in this package too, would find it.
   */
  @ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class
  })
  @EnableConfigurationProperties(GateProperties.class)
  @Import({
    GateGuard.class,
    EvaluationBodies.class,
    EvaluationWatch.class,
    GateFailureController.class,
    GateController.class,
    ArgoWebController.class,
    FlaggerController.class,
    KayentaController.class,
    PrometheusController.class
  })
  static class Web {
    @Bean
    GateMetrics metrics(Gates gates, CatalogSource catalogs, InstantSource clock) {
      return new GateMetrics(gates, catalogs, clock);
    }
  }

  /** Starts with a token. */
  static GateWeb start(Path folder) {
    try {
      Path token = Files.writeString(folder.resolve("token"), TOKEN);
      return new GateWeb(folder, List.of("--plumbline.gate.token=file:" + token), _ -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts.
   *
   * @param more beans beside those of the endpoints
   */
  GateWeb(Path folder, List<String> settings, Consumer<GenericApplicationContext> more) {
    Catalog catalog = new CatalogLoader().load(FLEET.write(folder, 1));
    List<String> arguments = new ArrayList<>(settings);
    arguments.addAll(
        List.of(
            "--server.port=0",
            "--spring.main.keep-alive=false",
            // Or it would start servers of its own; nobody connects to these.
            "--spring.kafka.bootstrap-servers=127.0.0.1:1",
            "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none"));
    context =
        new SpringApplicationBuilder(Web.class)
            .initializers(
                (ApplicationContextInitializer<GenericApplicationContext>)
                    starting -> {
                      starting.registerBean(Gates.class, () -> gates);
                      starting.registerBean(CatalogSource.class, () -> () -> catalog);
                      starting.registerBean(InstantSource.class, () -> now::get);
                      more.accept(starting);
                    })
            .run(arguments.toArray(String[]::new));
  }

  /** An answer as its caller sees it. */
  record Answer(int status, String body, HttpResponse<String> response) {
    JsonNode json() {
      return Json.MAPPER.readTree(body);
    }

    String text(String field) {
      return json().path(field).asString("");
    }
  }

  DrivenGates gates() {
    return gates;
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  Instant now() {
    return now.get();
  }

  void pass(Duration time) {
    now.updateAndGet(it -> it.plus(time));
  }

  String url() {
    return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
  }

  static String question(String build) {
    return Json.MAPPER.writeValueAsString(
        Map.of("candidate", CANDIDATE, "baseline", BASELINE, "build", build));
  }

  Answer get(String path) {
    return send("GET", path, null, Map.of("Authorization", "Bearer " + TOKEN));
  }

  Answer post(String path, String body) {
    return send(
        "POST",
        path,
        body,
        Map.of("Authorization", "Bearer " + TOKEN, "Content-Type", "application/json"));
  }

  Answer send(String method, String path, @Nullable String body, Map<String, String> headers) {
    return later(method, path, body, headers).join();
  }

  CompletableFuture<Answer> later(
      String method, String path, @Nullable String body, Map<String, String> headers) {
    String address = path.startsWith("http") ? path : url() + path;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address))
            .timeout(PATIENCE)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body, UTF_8));
    headers.forEach(request::header);
    return HTTP.sendAsync(request.build(), BodyHandlers.ofString())
        .thenApply(response -> new Answer(response.statusCode(), response.body(), response));
  }

  @Override
  public void close() {
    context.close();
  }
}
