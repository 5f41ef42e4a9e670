package dev.plumbline.app;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.topic.DeadLetters;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * {@code plumbline_dead_letters_total}: how far each dead-letter topic has been written, read from
 * the broker, so that it counts whoever wrote there and survives restarts. A transaction's mark
 * takes an offset too: what matters is that it moves. Without the broker it says nothing.
 */
@Component
@ConditionalOnRole(Role.API)
class DeadLetterMetrics implements Collector, DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterMetrics.class);

  /** Without its suffix, which the exposition adds. */
  private static final String NAME = "plumbline_dead_letters";

  /** Several scrapes share an answer; a broker that is away delays a scrape no longer than this. */
  private static final Duration ASKED_EVERY = Duration.ofSeconds(5);

  private static final long ANSWERED_WITHIN_MILLIS = 2_000;

  private final KafkaAdmin kafka;
  private final List<String> topics;
  private final InstantSource clock;
  private Map<String, Long> written = Map.of();
  private Instant asked = Instant.MIN;
  private @Nullable Admin admin;

  DeadLetterMetrics(
      KafkaAdmin kafka,
      List<DeadLetters> letters,
      InstantSource clock,
      ObjectProvider<PrometheusRegistry> registry) {
    this.kafka = kafka;
    this.topics = letters.stream().map(DeadLetters::name).distinct().sorted().toList();
    this.clock = clock;
    registry.ifAvailable(available -> available.register(this));
  }

  @Override
  public synchronized CounterSnapshot collect() {
    Instant now = clock.instant();
    if (asked.plus(ASKED_EVERY).isBefore(now)) {
      asked = now;
      written = ends();
    }
    CounterSnapshot.Builder counter =
        CounterSnapshot.builder().name(NAME).help("End of each dead-letter topic");
    written.forEach((topic, end) ->
        counter.dataPoint(
            CounterDataPointSnapshot.builder()
                .labels(Labels.of("topic", topic))
                .value(end)
                .build()));
    return counter.build();
  }

  private Map<String, Long> ends() {
    try {
      Admin asking = admin();
      Map<TopicPartition, OffsetSpec> newest =
          asking
              .describeTopics(topics)
              .allTopicNames()
              .get(ANSWERED_WITHIN_MILLIS, TimeUnit.MILLISECONDS)
              .values()
              .stream()
              .flatMap(topic -> partitions(topic).stream())
              .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
      Map<String, Long> ends = new TreeMap<>();
      asking
          .listOffsets(newest)
          .all()
          .get(ANSWERED_WITHIN_MILLIS, TimeUnit.MILLISECONDS)
          .forEach((partition, end) -> ends.merge(partition.topic(), end.offset(), Long::sum));
      return ends;
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("dead-letter topics cannot be measured: {}", e.toString());
      return Map.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    }
  }

  private Admin admin() {
    Admin known = admin;
    if (known == null) {
      known = Admin.create(kafka.getConfigurationProperties());
      admin = known;
    }
    return known;
  }

  private static List<TopicPartition> partitions(TopicDescription topic) {
    return topic.partitions().stream()
        .map(partition -> new TopicPartition(topic.name(), partition.partition()))
        .toList();
  }

  @Override
  public synchronized void destroy() {
    if (admin != null) {
      admin.close(ASKED_EVERY);
    }
  }
}
