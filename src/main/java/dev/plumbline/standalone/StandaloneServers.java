package dev.plumbline.standalone;

import dev.plumbline.catalog.PracticeCatalog;
import dev.plumbline.role.ServersProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts the embedded servers before anything else exists, tells the rest where they are, and makes
 * sure they stop after everything else.
 */
public final class StandaloneServers implements ServersProvider {

  @Override
  public void provide(ConfigurableApplicationContext context) {
    ConfigurableEnvironment environment = context.getEnvironment();
    int httpPort = environment.getProperty("server.port", Integer.class, 8080);
    int labPort = environment.getProperty("plumbline.lab.port", Integer.class, 18080);
    requireFree(httpPort, "server.port", "REST and metrics");
    requireFree(labPort, "plumbline.lab.port", "the practice fleet");
    UserNamespaces.check();

    DataFolder data =
        DataFolder.open(Path.of(environment.getProperty("plumbline.data-dir", "./data")));
    EmbeddedServers servers;
    try {
      servers = EmbeddedServers.start(data);
    } catch (RuntimeException e) {
      closeQuietly(data, e);
      throw e;
    }
    stopLast(context, data, servers);
    environment
        .getPropertySources()
        .addLast(new MapPropertySource("standalone", settings(data, servers, labPort)));
    context.addApplicationListener(new StandaloneBanner());
  }

  private static Map<String, Object> settings(
      DataFolder data, EmbeddedServers servers, int labPort) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("plumbline.standalone", "true");
    settings.put("plumbline.data-dir", data.root().toString());
    settings.put("plumbline.roles", "worker,scorer,api,lab");
    settings.put("plumbline.lab.port", Integer.toString(labPort));
    // Of the person who runs it, like what "plumbline probe" reaches.
    settings.put("plumbline.probe.egress", "0.0.0.0/0,::/0");
    settings.put("spring.kafka.bootstrap-servers", servers.broker().bootstrapServers());
    settings.put("spring.kafka.streams.state-dir", data.folder("streams").toString());
    settings.put("spring.datasource.url", servers.database().jdbcUrl("postgres"));
    settings.put("spring.datasource.username", servers.database().user());
    settings.put(
        "plumbline.catalog.discovery-memory", data.root().resolve("discovered.json").toString());
    settings.put("plumbline.catalog.dir", practiceCatalog(data, labPort).toString());
    return settings;
  }

  private static Path practiceCatalog(DataFolder data, int labPort) {
    Path folder = data.folder("catalog");
    try {
      PracticeCatalog.unpack(folder, labPort);
      return folder;
    } catch (IOException e) {
      throw new StandaloneException(
          "The practice catalog cannot be written to %s: %s".formatted(folder, e.getMessage()),
          "Make it writable, or name a catalog of your own: --plumbline.catalog.dir=DIR",
          e);
    }
  }

  /**
   * Disposable beans are destroyed in reverse order of registration: registered first, stops last.
   */
  private static void stopLast(
      ConfigurableApplicationContext context, DataFolder data, EmbeddedServers servers) {
    ConfigurableListableBeanFactory beans = context.getBeanFactory();
    beans.registerSingleton("embeddedServers", servers);
    if (beans instanceof DefaultSingletonBeanRegistry registry) {
      registry.registerDisposableBean("dataFolder", data::close);
      registry.registerDisposableBean("embeddedServers", servers::close);
    }
  }

  private static void requireFree(int port, String property, String what) {
    if (port != 0 && !FreePort.isFree(port)) {
      throw new StandaloneException(
          "Port %d on 127.0.0.1 is taken; it is needed for %s.".formatted(port, what),
          "Stop what listens there, or choose another one: --%s=%d".formatted(property, port + 1),
          null);
    }
  }

  private static void closeQuietly(DataFolder data, RuntimeException original) {
    try {
      data.close();
    } catch (IOException e) {
      original.addSuppressed(e);
    }
  }
}
