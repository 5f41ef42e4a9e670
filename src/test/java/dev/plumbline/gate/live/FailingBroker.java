package dev.plumbline.gate.live;

import dev.plumbline.detect.DetectTopics;
import dev.plumbline.probe.ProbeTopics;
import dev.plumbline.testing.Servers;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A real broker; the next calls of a client of it fail, as a test says. */
final class FailingBroker implements AutoCloseable {
  /** How a call fails. */
  enum Way {
    /** Nobody answers. */
    AWAY,
    /** The broker takes it, and its answer is lost. */
    UNANSWERED,
    REFUSED,
    FENCED,
    /** The client is beyond repair. */
    CLOSED
  }

  /**
   * A call that can fail.
   *
   * @param client {@code demands}, {@code exchanges} or {@code evidence}
   */
  record Point(String client, String call) {}

  private record Armed(Way way, AtomicInteger left) {}

  private static final Duration SHORT = Duration.ofMillis(5);

  private final Servers.Broker broker = Servers.shared().newBroker();
  private final Map<Point, Armed> armed = new ConcurrentHashMap<>();
  private final AtomicInteger failed = new AtomicInteger();
  private final KafkaProducer<String, byte[]> worker =
      new KafkaProducer<>(settings(), new StringSerializer(), new ByteArraySerializer());

  FailingBroker() {
    // The time of records is the test's own.
    Map<String, String> any =
        Map.of(
            "retention.ms", "-1", "message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
    try (Admin admin = Admin.create(settings())) {
      admin
          .createTopics(
              Stream.of(ProbeTopics.DEMANDS, ProbeTopics.EXCHANGES, DetectTopics.EVIDENCE)
                  .map(it -> new NewTopic(it.name(), it.partitions(), (short) 1).configs(any))
                  .toList())
          .all()
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** So many of the next calls at a point fail. */
  void fail(Point point, Way way, int times) {
    armed.put(point, new Armed(way, new AtomicInteger(times)));
  }

  void heal() {
    armed.clear();
  }

  /** Calls that have failed. */
  int failed() {
    return failed.get();
  }

  /** Writes as a worker or the scorer would; returns when all of it is there. */
  void publish(List<ProducerRecord<String, byte[]>> records) {
    List<Future<RecordMetadata>> sent = records.stream().map(worker::send).toList();
    worker.flush();
    sent.forEach(FailingBroker::taken);
  }

  Consumer<String, byte[]> consumer(String client) {
    failing(client, "connect");
    Map<String, Object> settings = settings();
    settings.put("auto.offset.reset", "earliest");
    settings.put("isolation.level", "read_committed");
    // What follows a fetch on a connection waits for its answer.
    settings.put("fetch.max.wait.ms", 5);
    Consumer<String, byte[]> real =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    return proxy(Consumer.class, client, real);
  }

  Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> real =
        new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer());
    return proxy(Producer.class, "demands", real);
  }

  private Map<String, Object> settings() {
    return new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  private @Nullable Way next(Point point) {
    Armed there = armed.get(point);
    if (there == null || there.left().getAndDecrement() <= 0) {
      return null;
    }
    failed.incrementAndGet();
    return there.way();
  }

  private void failing(String client, String call) {
    Way way = next(new Point(client, call));
    if (way != null) {
      throw exception(way);
    }
  }

  @SuppressWarnings("unchecked") // of the interface asked for
  private <T> T proxy(Class<?> type, String client, T real) {
    InvocationHandler handler =
        (_, method, arguments) -> {
          Way way = next(new Point(client, method.getName()));
          if (way == null) {
            return call(real, method, arguments);
          }
          if (way == Way.UNANSWERED) {
            Object answer = call(real, method, arguments);
            if (answer instanceof Future<?> sent) {
              taken(sent);
            }
          }
          if (method.getReturnType() == Future.class && way != Way.CLOSED) {
            return CompletableFuture.failedFuture(exception(way));
          }
          throw exception(way);
        };
    return (T)
        Proxy.newProxyInstance(
            FailingBroker.class.getClassLoader(), new Class<?>[] {type}, handler);
  }

  private static Object call(Object real, Method method, @Nullable Object[] arguments)
      throws Throwable {
    try {
      // Hundreds of evaluations would else wait for most of their time that nothing comes.
      return method.getName().equals("poll")
          ? method.invoke(real, SHORT)
          : method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void taken(Future<?> sent) {
    try {
      sent.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RuntimeException exception(Way way) {
    return switch (way) {
      case AWAY, UNANSWERED -> new TimeoutException("the broker is away, as a test wants it");
      case REFUSED -> new TopicAuthorizationException("not allowed any more, as a test wants it");
      case FENCED -> new ProducerFencedException("fenced, as a test wants it");
      case CLOSED -> new IllegalStateException("closed, as a test wants it");
    };
  }

  @Override
  public void close() {
    worker.close();
    broker.close();
  }
}
