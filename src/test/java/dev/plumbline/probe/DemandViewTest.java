package dev.plumbline.probe;

import static dev.plumbline.probe.DemandTest.NOON;
import static dev.plumbline.probe.DemandTest.demand;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** The view on consumers without a broker, and what REST and metrics make of it. */
class DemandViewTest {
  private static final TopicPartition PARTITION = new TopicPartition(ProbeTopics.DEMANDS.name(), 0);

  private final List<MockConsumer<String, byte[]>> connected = new ArrayList<>();
  private final DemandView view = new DemandView(this::connect, Duration.ofMillis(20));

  @AfterEach
  void stop() {
    view.stop();
    assertThat(view.isRunning()).isFalse();
    assertThat(connected).allMatch(MockConsumer::closed);
  }

  @Test
  void passesOverWhatItCannotReadAndStartsAgainAfterAFailure() {
    view.start();
    await().until(() -> view.get().all().size() == 2);

    connected.getFirst().setPollException(new KafkaException("broker gone"));
    await().until(() -> connected.size() == 2);
    assertThat(view.get().all())
        .containsExactlyInAnyOrder(demand("a", 10, 0, 15), demand("b", 5, 3, 9));
  }

  @Test
  void restAndMetricSayWhatHolds() throws Exception {
    Demands demands =
        new Demands(List.of(demand("b", 5, 3, 9), demand("a", 10, 0, 2), demand("c", 2, 5, 6)));
    InstantSource clock = InstantSource.fixed(NOON.plusSeconds(240));

    MockMvcBuilders.standaloneSetup(new DemandsController(() -> demands, clock))
        .build()
        .perform(get("/api/v1/demands"))
        .andExpect(jsonPath("$.length()").value(2))
        .andExpect(jsonPath("$[0].target").value("b"))
        .andExpect(jsonPath("$[0].factor").value(5))
        .andExpect(jsonPath("$[1].from").value("2026-03-01T12:05:00Z"));
    assertThat(scraped(demands, clock))
        .contains(
            """
            plumbline_probe_demands{accelerator="tpu",model="a",platform="api",pool="main"} 0.0
            plumbline_probe_demands{accelerator="tpu",model="b",platform="api",pool="main"} 1.0
            """);
  }

  private static String scraped(Demands demands, InstantSource clock) throws IOException {
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    PrometheusRegistry registry = new PrometheusRegistry();
    beans.addBean("registry", registry);
    CurrentCatalog catalogs =
        new CurrentCatalog(
            Catalogs.of(
                Catalogs.suite(1),
                Catalogs.target("a", Catalogs.budget(Duration.ofMinutes(1))),
                Catalogs.target("b", Catalogs.budget(Duration.ofMinutes(1)))));
    DemandGauge gauge =
        new DemandGauge(
            () -> demands, catalogs, clock, beans.getBeanProvider(PrometheusRegistry.class));
    assertThat(gauge.collect()).isNotNull();
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(page, registry.scrape());
    return page.toString(UTF_8);
  }

  /** A topic of four records, one of them poison and one a prolongation. */
  private Consumer<String, byte[]> connect() {
    MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.schedulePollTask(() -> {
      add(consumer, 0, ProbeTopics.DEMANDS.encode(demand("a", 10, 0, 10)));
      add(consumer, 1, "poison".getBytes(UTF_8));
      add(consumer, 2, ProbeTopics.DEMANDS.encode(demand("a", 10, 0, 15)));
      consumer.addRecord(
          new ConsumerRecord<>(
              PARTITION.topic(), 0, 3, "b", ProbeTopics.DEMANDS.encode(demand("b", 5, 3, 9))));
    });
    connected.add(consumer);
    return consumer;
  }

  private static void add(MockConsumer<String, byte[]> consumer, long offset, byte[] value) {
    consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, offset, "a", value));
  }
}
