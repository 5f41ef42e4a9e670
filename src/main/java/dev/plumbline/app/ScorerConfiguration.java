package dev.plumbline.app;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafkaStreams;

/** One Streams application per scorer: modules add their part of the topology to its builder. */
@Configuration(proxyBeanMethods = false)
@EnableKafkaStreams
@ConditionalOnRole(Role.SCORER)
class ScorerConfiguration {}
