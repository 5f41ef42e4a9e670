package dev.plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code plumbline topics}: a table for people, commands for whoever rules the cluster. */
class TopicsCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aTableOfWhoWritesAndReadsWhat() {
    assertThat(run()).isZero();
    assertThat(out.toString().lines().map(it -> it.strip().replaceAll(" +", " ")))
        .contains(
            "TOPIC PARTITIONS KEPT WRITTEN BY READ BY",
            "probe.exchanges.v1 4 2 days worker worker,scorer,api",
            "detect.evidence.v1 4 compact scorer api",
            "detect.detections.v1.incident.dlt 1 35 days api",
            "plumbline-scorer-detect-series-changelog 4 compact scorer scorer internal");
  }

  @Test
  void commandsForOthersToRun() {
    assertThat(
            run(
                "--commands",
                "--bootstrap-server",
                "k:9092",
                "--principal",
                "worker=User:w",
                "--application-id",
                "mine"))
        .isZero();
    assertThat(out.toString().lines())
        .contains(
            "kafka-topics.sh --bootstrap-server k:9092 --create --if-not-exists"
                + " --topic probe.demands.v1 --partitions 1"
                + " --config cleanup.policy=compact --config compression.type=zstd",
            "kafka-topics.sh --bootstrap-server k:9092 --create --if-not-exists"
                + " --topic mine-detect-series-changelog --partitions 4"
                + " --config cleanup.policy=compact --config message.timestamp.type=CreateTime",
            "kafka-acls.sh --bootstrap-server k:9092 --add --allow-principal User:w"
                + " --operation Write --topic probe.exchanges.v1"
                + " --topic probe.exchanges.v1.probe-recorder.dlt",
            "kafka-acls.sh --bootstrap-server k:9092 --add"
                + " --allow-principal User:plumbline-scorer --operation Write --operation Describe"
                + " --resource-pattern-type prefixed --transactional-id mine");
  }

  @Test
  void refusesARoleThatKafkaDoesNotKnow() {
    assertThat(run("--commands", "--principal", "lab=User:l")).isEqualTo(2);
    assertThat(err.toString()).contains("--principal lab=…", "worker, scorer, api");
  }

  private int run(String... arguments) {
    return new CommandLine(new TopicsCommand())
        .setExecutionExceptionHandler(new PlainErrors())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
