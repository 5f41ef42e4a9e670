package dev.plumbline.gate.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.app.cli.PlumblineCommand;
import dev.plumbline.gate.GateOverride;
import dev.plumbline.gate.Verdict;
import dev.plumbline.topic.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code plumbline gate ask} speaks is what the endpoints speak. */
class AskingCommandTest {
  @TempDir Path folder = Path.of("");
  private GateWeb web;

  @BeforeEach
  void start() {
    web = new GateWeb(folder, List.of(), _ -> {});
  }

  @AfterEach
  void stop() {
    web.close();
  }

  private int ask(String gate, String build, String... more) {
    List<String> arguments = new ArrayList<>(List.of("gate", "ask", gate, "--build", build));
    arguments.addAll(List.of("--candidate", GateWeb.CANDIDATE, "--baseline", GateWeb.BASELINE));
    arguments.addAll(List.of("--server", web.url(), "--json", json().toString()));
    arguments.addAll(List.of(more));
    return PlumblineCommand.run(arguments.toArray(String[]::new));
  }

  private Path json() {
    return folder.resolve("verdict.json");
  }

  private String field(String name) throws IOException {
    return Json.MAPPER.readTree(Files.readString(json())).path(name).asString("");
  }

  @Test
  void itWaitsForTheVerdict() throws Exception {
    CompletableFuture<Integer> asked =
        CompletableFuture.supplyAsync(() -> ask("strict", "sha256:1"));
    await().until(() -> web.gates().asked() == 1);
    web.gates().end(new Verdict.Fail(List.of("worse")));

    assertThat(asked.get()).isEqualTo(1);
    assertThat(field("verdict")).isEqualTo("fail");
    assertThat(web.get(field("statusUrl")).text("id")).isEqualTo(field("id"));
  }

  /** An undecided one whose policy holds is RUNNING to tools that poll, and has ended for us. */
  @Test
  void oneThatHoldsHasEndedAndMayBeAskedAgainOrOverridden() throws Exception {
    assertThat(ask("rollout", "1", "--timeout=0s")).isEqualTo(2);
    web.gates().end(new Verdict.Inconclusive(List.of("the budget is used up")));
    assertThat(ask("rollout", "1")).isEqualTo(2);
    assertThat(field("status")).isEqualTo("RUNNING");

    assertThat(ask("rollout", "1", "--again", "--timeout=0s")).isEqualTo(2);
    assertThat(field("attempt")).isEqualTo("2");
    web.gates()
        .override(
            field("id"),
            new GateOverride("amir", "known", web.now(), web.now().plus(Duration.ofHours(1))));
    assertThat(ask("rollout", "1")).isZero();
    assertThat(field("verdict")).isEqualTo("inconclusive");
  }

  @Test
  void aRefusalIsAnErrorAndWritesNothing() {
    assertThat(ask("no-such-gate", "1")).isEqualTo(3);
    assertThat(ask("@no-such-file", "1")).isEqualTo(3);
    assertThat(json()).doesNotExist();
  }
}
