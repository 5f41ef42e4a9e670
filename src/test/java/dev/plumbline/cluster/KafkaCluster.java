package dev.plumbline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.standalone.FreePort;
import dev.plumbline.testing.ChildProcess;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/**
 * Three real Kafka servers as somebody would run them: Kafka's own program, formatted by Kafka's
 * own tool, its defaults, three replicas of everything of which two must have a record.
 */
final class KafkaCluster implements Closeable {
  private static final int NODES = 3;

  private final Path temp;
  private final List<Integer> clientPorts = ports();
  private final List<Integer> controllerPorts = ports();
  private final List<ChildProcess> nodes = new ArrayList<>();

  /**
   * Starts them and waits until they are one cluster.
   *
   * @param lastLog where the last of them keeps its log
   */
  KafkaCluster(Path temp, Path lastLog) {
    this.temp = temp;
    String cluster = Uuid.randomUuid().toString();
    for (int node = 0; node < NODES; node++) {
      Path log = node == last() ? lastLog : temp.resolve("kafka-" + node);
      format(configuration(node, log), cluster);
      nodes.add(process(node));
    }
    await().atMost(Duration.ofMinutes(2)).until(() -> running() == NODES);
  }

  /** Number of the one whose disk is another. */
  int last() {
    return NODES - 1;
  }

  String bootstrapServers() {
    return clientPorts.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
  }

  /** As {@code kill -9}. */
  void kill(int node) {
    nodes.get(node).kill();
  }

  boolean alive(int node) {
    return nodes.get(node).alive();
  }

  void start(int node) {
    nodes.set(node, process(node));
  }

  /** The one that most partitions are led by. */
  int busiest() {
    Map<Integer, Long> led =
        with(admin ->
            admin
                .describeTopics(admin.listTopics().names().get())
                .allTopicNames()
                .get()
                .values()
                .stream()
                .flatMap(topic -> topic.partitions().stream())
                .filter(partition -> partition.leader() != null)
                .collect(
                    Collectors.groupingBy(
                        partition -> partition.leader().id(),
                        TreeMap::new,
                        Collectors.counting())));
    return led.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  /** Whether every replica of every partition has all of it. */
  boolean inSync() {
    return running() == NODES
        && with(admin ->
            admin
                .describeTopics(admin.listTopics().names().get())
                .allTopicNames()
                .get()
                .values()
                .stream()
                .flatMap(topic -> topic.partitions().stream())
                .allMatch(partition -> partition.isr().size() == NODES));
  }

  private int running() {
    try {
      return with(admin -> admin.describeCluster().nodes().get().size());
    } catch (IllegalStateException _) {
      return 0;
    }
  }

  /** What is asked of the cluster. */
  interface Question<T> {
    T ask(Admin admin) throws ExecutionException, InterruptedException;
  }

  <T> T with(Question<T> question) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      return question.ask(admin);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private ChildProcess process(int node) {
    return ChildProcess.start(
        Kafka.class,
        List.of(file(node).toString()),
        temp.resolve("kafka-%d.log".formatted(node)),
        List.of("-Xmx384m", "-XX:TieredStopAtLevel=1"));
  }

  private static void format(Path configuration, String cluster) {
    var told = new ByteArrayOutputStream();
    int exit =
        StorageTool.execute(
            new String[] {"format", "--cluster-id", cluster, "--config", configuration.toString()},
            new PrintStream(told, true, StandardCharsets.UTF_8));
    assertThat(exit).as(told.toString(StandardCharsets.UTF_8)).isZero();
  }

  private Path file(int node) {
    return temp.resolve("kafka-%d.properties".formatted(node));
  }

  private Path configuration(int node, Path log) {
    String voters =
        IntStream.range(0, NODES)
            .mapToObj(it -> "%d@127.0.0.1:%d".formatted(it, controllerPorts.get(it)))
            .collect(Collectors.joining(","));
    try {
      return Files.writeString(
          file(node),
          """
          node.id=%1$d
          process.roles=broker,controller
          controller.quorum.voters=%2$s
          controller.listener.names=CONTROLLER
          listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
          listeners=PLAINTEXT://127.0.0.1:%3$d,CONTROLLER://127.0.0.1:%4$d
          log.dirs=%5$s
          default.replication.factor=3
          min.insync.replicas=2
          offsets.topic.num.partitions=8
          transaction.state.log.num.partitions=8
          log.cleaner.dedupe.buffer.size=16777216
          auto.create.topics.enable=false
          """
              .formatted(node, voters, clientPorts.get(node), controllerPorts.get(node), log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Integer> ports() {
    return IntStream.range(0, NODES).mapToObj(_ -> FreePort.any()).toList();
  }

  @Override
  public void close() {
    nodes.forEach(ChildProcess::close);
  }
}
