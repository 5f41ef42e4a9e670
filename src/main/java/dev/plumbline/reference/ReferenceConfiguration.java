package dev.plumbline.reference;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** What every process has of this module: the references in force. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ReferenceConfiguration {
  @Bean
  ApprovedReferences approvedReferences(ReferenceStore store, InstantSource clock) {
    return new ApprovedReferences(store, clock);
  }
}
