package dev.plumbline.detect;

import dev.plumbline.catalog.Target;
import dev.plumbline.score.Observation;
import dev.plumbline.score.ScoreTopics;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Detection on the stores of a Streams task, which serialise what is put and write it to their
 * changelogs, without the driver's work for each record: that is as much at any size.
 */
final class GrowthScorer implements AutoCloseable {
  private static final String RUN = "run";
  private final GrowthFleet fleet;
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, String> run;
  private final CheckMemory memory;
  private final DetectionMachine machine;
  private final Opened opened = new Opened();
  private long next;

  /**
   * What observations took, each of them.
   *
   * @param processor nanoseconds of the thread's processor time
   * @param clock nanoseconds by the clock
   * @param stands series that were written
   * @param longest milliseconds by the clock of one of them, which closed a window
   */
  record Cost(double processor, double clock, long stands, double longest) {}

  GrowthScorer(GrowthFleet fleet) {
    this.fleet = fleet;
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(RUN, Consumed.with(Serdes.String(), Serdes.String())).process(opened);
    Topology topology = builder.build();
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "growth");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    driver = new TopologyTestDriver(topology, settings);
    run = driver.createInputTopic(RUN, Serdes.String().serializer(), Serdes.String().serializer());
    memory = Objects.requireNonNull(opened.memory);
    machine = new DetectionMachine(fleet::catalog, memory);
  }

  private static final class Opened implements ProcessorSupplier<String, String, String, String> {
    private @Nullable CheckMemory memory;
    private Runnable work = () -> {};

    @Override
    public Processor<String, String, String, String> get() {
      return new Processor<>() {
        @Override
        public void init(ProcessorContext<String, String> context) {
          memory = DetectionStores.memory(context);
        }

        @Override
        public void process(Record<String, String> record) {
          work.run();
        }
      };
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return DetectionStores.builders();
    }
  }

  CheckMemory memory() {
    return memory;
  }

  /** Two minutes of the whole fleet: every series has had a trial. */
  void seed() {
    long all = 2L * fleet.aMinute();
    while (next < all) {
      observe((int) Math.min(100_000, all - next));
    }
  }

  /** The next so many, from their bytes on the topic to the bytes of the evidence. */
  Cost observe(int count) {
    List<byte[]> records = fleet.records(next, count);
    return inTask(() -> {
      ThreadMXBean processor = ManagementFactory.getThreadMXBean();
      long stands = 0;
      long processorStart = processor.getCurrentThreadCpuTime();
      long clockStart = System.nanoTime();
      long longest = 0;
      for (byte[] record : records) {
        long one = System.nanoTime();
        stands += observe(next++, ScoreTopics.OBSERVATIONS.decode(record));
        longest = Math.max(longest, System.nanoTime() - one);
      }
      return new Cost(
          (double) (processor.getCurrentThreadCpuTime() - processorStart) / count,
          (double) (System.nanoTime() - clockStart) / count,
          stands,
          longest / 1e6);
    });
  }

  private long observe(long offset, Observation observation) {
    long stands = 0;
    for (Decision decision : machine.observe(offset, observation)) {
      if (decision instanceof Decision.Stands(Evidence evidence)) {
        stands += DetectTopics.EVIDENCE.encode(evidence).length > 0 ? 1 : 0;
      } else if (decision instanceof Decision.Fires(Detection detection)) {
        throw new IllegalStateException("a healthy fleet fired: " + detection.series());
      }
    }
    return stands;
  }

  /**
   * The store of series, put into a fresh one as a restore does.
   *
   * @param seconds of processor time that putting took
   */
  record Store(int series, double heapOfEach, double jsonOfEach, double seconds) {}

  Store copied() {
    KeyValueStore<Bytes, byte[]> copy = Stores.inMemoryKeyValueStore("copy").get();
    copy.init(new MockProcessorContext<>().getStateStoreContext(), copy);
    ThreadMXBean processor = ManagementFactory.getThreadMXBean();
    long before = used();
    long nanos = 0;
    long json = 0;
    int series = 0;
    KeyValueStore<String, Evidence> store = driver.getKeyValueStore("detect-series");
    try (KeyValueIterator<String, Evidence> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, Evidence> next = all.next();
        Bytes key = Bytes.wrap(next.key.getBytes(StandardCharsets.UTF_8));
        byte[] value = DetectTopics.EVIDENCE.encode(next.value);
        long start = processor.getCurrentThreadCpuTime();
        copy.put(key, value);
        nanos += processor.getCurrentThreadCpuTime() - start;
        json += value.length;
        series++;
      }
    }
    double heap = (double) (used() - before) / series;
    copy.close();
    return new Store(series, heap, (double) json / series, nanos / 1e9);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Milliseconds of the closing of a window: with alarms, and before one without any. */
  record Alarm(double quiet, double closing, int detections, int bytes) {
    @Override
    public String toString() {
      return "%.1f ms, without any %.1f ms; %d detections of %,d bytes"
          .formatted(closing, quiet, detections, bytes);
    }
  }

  /** One target goes on alone, ten answers a minute, and fails from the third minute on. */
  Alarm alarm() {
    Target target = fleet.targets().getFirst();
    String check = fleet.checks().getFirst();
    Instant from = GrowthFleet.START.plus(Duration.ofMinutes(next / fleet.aMinute() + 5));
    return inTask(() -> {
      double quiet = 0;
      for (int answer = 0; answer < 200; answer++) {
        Instant at = from.plusSeconds(6L * answer);
        boolean failed = answer >= 30 && answer < 40;
        Observation observation =
            GrowthFleet.observation(check, target, "p" + answer % 4, at, failed);
        long start = System.nanoTime();
        List<Decision> decisions = machine.observe(next++, observation);
        double millis = (System.nanoTime() - start) / 1e6;
        List<Detection> fired =
            decisions.stream()
                .flatMap(it -> it instanceof Decision.Fires(var fires) ? Stream.of(fires) : null)
                .toList();
        if (!fired.isEmpty()) {
          return new Alarm(
              quiet,
              millis,
              fired.size(),
              fired.stream()
                  .mapToInt(it -> DetectTopics.DETECTIONS.encode(it).length)
                  .max()
                  .orElse(0));
        }
        quiet = decisions.isEmpty() ? quiet : millis;
      }
      throw new IllegalStateException("ten failures in a minute made no alarm");
    });
  }

  /** Decides in the task, whose stores take nothing outside of it. */
  <T> T inTask(Supplier<T> work) {
    AtomicReference<T> result = new AtomicReference<>();
    opened.work = () -> result.set(work.get());
    run.pipeInput("now", "now");
    // The driver keeps what was sent to changelogs until somebody reads it.
    for (String topic : driver.producedTopicNames()) {
      driver
          .createOutputTopic(
              topic, Serdes.String().deserializer(), Serdes.ByteArray().deserializer())
          .readRecordsToList();
    }
    return result.get();
  }

  @Override
  public void close() {
    driver.close();
  }
}
