package dev.plumbline.app.setup;

import dev.plumbline.role.ConfiguredServers;
import dev.plumbline.role.RefusedStartException;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.KafkaAdmin;

/** Database and Kafka as the settings name them, to be set up; close it when done. */
public final class Setup implements AutoCloseable {
  /** Somebody waits; a setting of the user's own wins. */
  private static final Map<String, Object> IMPATIENT =
      Map.of(
          "spring.datasource.hikari.connection-timeout", "5000", "spring.main.keep-alive", false);

  private final ConfigurableApplicationContext context;

  private Setup(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * Reads the settings; asks nobody yet.
   *
   * @param settings as arguments: {@code --spring.datasource.url=…}
   * @throws RefusedStartException if the settings do not name both servers; said already
   */
  public static Setup of(List<String> settings) {
    SpringApplication application = new SpringApplication(SetupConfiguration.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setRegisterShutdownHook(false);
    application.setDefaultProperties(IMPATIENT);
    // Without that of the application, which would bring servers along.
    application.setInitializers(List.of(it -> requireServers(it.getEnvironment())));
    return new Setup(application.run(settings.toArray(String[]::new)));
  }

  private static void requireServers(Environment environment) {
    switch (ConfiguredServers.of(environment)) {
      case BOTH -> {}
      case NEITHER ->
          throw new RefusedStartException(
              "Neither Kafka nor a database is configured.",
              "Set SPRING_KAFKA_BOOTSTRAP_SERVERS and SPRING_DATASOURCE_URL; standalone mode sets"
                  + " its own up.",
              null);
    }
  }

  /** The tables. */
  public DatabaseSetup database() {
    String url = context.getEnvironment().getRequiredProperty("spring.datasource.url");
    return new DatabaseSetup(context.getBean(Flyway.class), url);
  }

  /** The topics. */
  public KafkaSetup kafka() {
    String applicationId =
        context
            .getEnvironment()
            .getProperty("spring.kafka.streams.application-id", TopicUses.APPLICATION_ID);
    return new KafkaSetup(
        context.getBean(KafkaAdmin.class).getConfigurationProperties(),
        TopicUses.all(applicationId));
  }

  @Override
  public void close() {
    context.close();
  }
}
