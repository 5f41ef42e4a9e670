package dev.plumbline.detect;

import dev.plumbline.score.ScoreTopics;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** The detection topology as it is, on the driver of Streams, which commits at each record. */
final class GrowthDriver implements AutoCloseable {
  private final GrowthFleet fleet;
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, byte[]> observations;
  private long next;

  GrowthDriver(GrowthFleet fleet) {
    this.fleet = fleet;
    StreamsBuilder builder = new StreamsBuilder();
    new DetectionTopology(
            fleet::catalog,
            ScoreTopics.OBSERVATIONS,
            DetectTopics.EVIDENCE,
            DetectTopics.DETECTIONS)
        .addTo(builder);
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "growth");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    driver = new TopologyTestDriver(builder.build(), settings);
    observations =
        driver.createInputTopic(
            ScoreTopics.OBSERVATIONS.name(), new StringSerializer(), new ByteArraySerializer());
  }

  /** Microseconds of processor time of each of the next so many. */
  double observe(int count) {
    List<byte[]> records = fleet.records(next, count);
    ThreadMXBean processor = ManagementFactory.getThreadMXBean();
    long start = processor.getCurrentThreadCpuTime();
    for (byte[] record : records) {
      // All of one partition, so that the key decides nothing.
      observations.pipeInput("any", record);
    }
    double micros = (processor.getCurrentThreadCpuTime() - start) / 1e3 / count;
    next += count;
    // The driver keeps what was sent until somebody reads it.
    for (String topic : driver.producedTopicNames()) {
      driver
          .createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
          .readRecordsToList();
    }
    return micros;
  }

  @Override
  public void close() {
    driver.close();
  }
}
