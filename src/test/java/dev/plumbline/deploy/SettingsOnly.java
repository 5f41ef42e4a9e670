package dev.plumbline.deploy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Spring's part of a container: it reads all settings, and starts nothing that uses them. */
@EnableConfigurationProperties({KafkaProperties.class, HealthEndpointProperties.class})
class SettingsOnly {

  /** Close it when done. */
  static ConfigurableApplicationContext start(Container container) {
    var environment = new StandardEnvironment();
    String variables = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
    environment
        .getPropertySources()
        .replace(
            variables,
            new SystemEnvironmentPropertySource(variables, new HashMap<>(container.variables())));
    SpringApplication application = new SpringApplication(SettingsOnly.class);
    application.setEnvironment(environment);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setInitializers(List.of());
    application.setListeners(
        application.getListeners().stream()
            .filter(it -> !it.getClass().getName().startsWith("dev.plumbline"))
            .toList());
    application.setDefaultProperties(Map.of("spring.main.keep-alive", false));
    application.setRegisterShutdownHook(false);
    return application.run();
  }
}
