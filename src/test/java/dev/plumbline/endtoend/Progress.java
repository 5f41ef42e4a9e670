package dev.plumbline.endtoend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** How far a process is that may not be up yet, by its own metrics. */
final class Progress {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private final URI metrics;

  Progress(int httpPort) {
    metrics = URI.create("http://127.0.0.1:%d/actuator/prometheus".formatted(httpPort));
  }

  /** Trials counted since the process started; 0 while it does not answer. */
  long trials() {
    try {
      HttpRequest request = HttpRequest.newBuilder(metrics).timeout(Duration.ofSeconds(5)).build();
      return (long)
          HTTP.send(request, HttpResponse.BodyHandlers.ofLines())
              .body()
              .filter(line -> line.startsWith("plumbline_check_trials_total{"))
              .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
              .sum();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
