package dev.plumbline.standalone;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

/**
 * The real Kafka server, broker and controller in one, on loopback, with its log on disk. Survives
 * {@code kill -9} of the process: start it again on the same folder.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final int NODE_ID = 1;

  /** The same at every start: the folder is refused under another one. */
  private static final String CLUSTER_ID = new Uuid(0x706c756d626c696eL, NODE_ID).toString();

  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Formats the folder where it is new, then starts.
   *
   * @param folder for the log, kept between starts
   * @param port for clients; the one of the controller is chosen freely
   * @throws StandaloneException if the broker does not come up
   */
  public static EmbeddedBroker start(Path folder, int port) {
    return start(folder, port, UnaryOperator.identity());
  }

  /**
   * The same with other settings.
   *
   * @param change of what is set otherwise
   */
  public static EmbeddedBroker start(
      Path folder, int port, UnaryOperator<Map<String, String>> change) {
    Map<String, String> settings = change.apply(settings(folder, port, FreePort.any()));
    try {
      format(folder);
      // A fatal fault of the broker must not halt a process that also holds everything else.
      Exit.setExitProcedure(EmbeddedBroker::fatal);
      Exit.setHaltProcedure(EmbeddedBroker::fatal);
      var server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
      runOnOwnThread(server);
      return new EmbeddedBroker(server, "127.0.0.1:" + port);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StandaloneException("Interrupted while starting the broker.", "Start again.", e);
    } catch (Exception e) {
      throw new StandaloneException(
          "The embedded Kafka broker did not start in %s: %s"
              .formatted(folder, NestedExceptionUtils.getMostSpecificCause(e).getMessage()),
          "Look for the cause above; if the folder is damaged, move it away and start again.",
          e);
    }
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(Path folder) throws Exception {
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
        .setNodeId(NODE_ID)
        .setClusterId(CLUSTER_ID)
        .addDirectory(folder.toString())
        .setMetadataLogDirectory(folder.toString())
        .setControllerListenerName("CONTROLLER")
        .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setUnstableFeatureVersionsEnabled(false)
        .setIgnoreFormatted(true)
        .run();
  }

  /** In a fat jar the common pool has a class loader that does not see Kafka's plug-ins. */
  private static void runOnOwnThread(KafkaRaftServer server)
      throws InterruptedException, ExecutionException {
    var task = new FutureTask<>(server::startup, null);
    Thread thread = new Thread(task, "embedded-broker-start");
    thread.setContextClassLoader(EmbeddedBroker.class.getClassLoader());
    thread.start();
    task.get();
  }

  private static Map<String, String> settings(Path folder, int port, int controllerPort) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("node.id", Integer.toString(NODE_ID));
    settings.put("process.roles", "broker,controller");
    settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
    settings.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.put("log.dirs", folder.toString());
    // One node: the defaults of three would leave transactions waiting for ever, silently.
    for (String internal : List.of("offsets.topic", "transaction.state.log")) {
      settings.put(internal + ".replication.factor", "1");
      settings.put(internal + ".num.partitions", "4");
    }
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("auto.create.topics.enable", "false");
    // A process killed hard comes back in seconds, not in the half minute of the defaults.
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("broker.session.timeout.ms", "3000");
    settings.put("broker.heartbeat.interval.ms", "500");
    settings.put("log.cleaner.dedupe.buffer.size", "16777216");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("background.threads", "2");
    return settings;
  }

  private static void fatal(int status, @Nullable String message) {
    System.getLogger(EmbeddedBroker.class.getName())
        .log(
            System.Logger.Level.ERROR,
            "The embedded Kafka broker gave up (status {0}): {1}. Stop Plumbline and start it again.",
            status,
            message);
  }
}
