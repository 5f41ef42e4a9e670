package dev.plumbline.app;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The only places where wall clock and randomness come from; everything else has them injected. */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {
  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  /** Safe to share between threads. */
  @Bean
  RandomGenerator randomness() {
    return new SecureRandom();
  }
}
