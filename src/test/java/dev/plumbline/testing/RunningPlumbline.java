package dev.plumbline.testing;

import dev.plumbline.Plumbline;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Plumbline as a server, in this JVM, on given servers. */
public final class RunningPlumbline implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  private RunningPlumbline(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts and waits until it is ready. */
  public static RunningPlumbline start(
      Servers.Broker broker, Servers.Database database, Path catalog, Map<String, String> more) {
    Map<String, Object> settings =
        new HashMap<>(settings(broker.bootstrapServers(), database, catalog));
    settings.putAll(more);
    // As arguments: they must win over application.yaml and be there before the context starts.
    String[] arguments =
        settings.entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new);
    return new RunningPlumbline(new SpringApplicationBuilder(Plumbline.class).run(arguments));
  }

  /** What tells a process which servers to use. */
  public static Map<String, String> settings(
      String bootstrapServers, Servers.Database database, Path catalog) {
    return Map.of(
        "spring.kafka.bootstrap-servers", bootstrapServers,
        "spring.datasource.url", database.jdbcUrl(),
        "spring.datasource.username", database.user(),
        "spring.datasource.password", database.password(),
        "plumbline.catalog.dir", catalog.toString(),
        "plumbline.probe.egress", "127.0.0.0/8",
        "server.port", "0");
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** All of a type. */
  public <T> Collection<T> beans(Class<T> type) {
    return context.getBeansOfType(type).values();
  }

  /** Address of REST and metrics. */
  public String url() {
    return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
  }

  @Override
  public void close() {
    context.close();
  }
}
