package dev.plumbline.app.setup;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * How the servers are reached, out of the same settings as the application's, and nothing of the
 * application. Not annotated as a configuration, so that the application does not find it.
 */
@ImportAutoConfiguration({
  SslAutoConfiguration.class,
  DataSourceAutoConfiguration.class,
  FlywayAutoConfiguration.class,
  KafkaAutoConfiguration.class
})
class SetupConfiguration {

  /** Whoever asks says when. */
  @Bean
  FlywayMigrationStrategy whenAsked() {
    return _ -> {};
  }
}
