package dev.plumbline.role;

import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Sees to it, before anything else exists, that there are a Kafka and a database, or no start. */
class ServersInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    switch (ConfiguredServers.of(context.getEnvironment())) {
      case BOTH -> {}
      case NEITHER -> provider(context.getClassLoader()).provide(context);
    }
  }

  static ServersProvider provider(@Nullable ClassLoader loader) {
    return ServiceLoader.load(ServersProvider.class, loader)
        .findFirst()
        .orElseThrow(() ->
            new RefusedStartException(
                "Neither Kafka nor a database is configured, and this jar brings none along.",
                "Set SPRING_KAFKA_BOOTSTRAP_SERVERS and SPRING_DATASOURCE_URL; standalone mode is"
                    + " in plumbline.jar only.",
                null));
  }
}
