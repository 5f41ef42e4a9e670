package dev.plumbline.lab;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sticky routing, the truth log, and following the catalog. */
class BalancerTest {
  private static final Map<String, Object> FIELDS =
      LabClient.request(Catalogs.TPU, Catalogs.PROBES.get(1));

  @Test
  void aUserAlwaysReachesTheSameServerAndUsersSpreadOverAll() {
    try (RunningLab lab = new RunningLab(Catalogs.TPU)) {
      LabClient.inParallel(600, i -> chatAs(lab, "user-" + i % 60));

      Map<String, Set<String>> serversByUser =
          lab.fleet().truths().all().stream()
              .collect(groupingBy(Truth::affinityKey, mapping(Truth::server, toSet())));
      assertThat(serversByUser)
          .hasSize(60)
          .allSatisfy((_, servers) -> assertThat(servers).hasSize(1));
      assertThat(serversByUser.values().stream().flatMap(Set::stream).collect(toSet()))
          .containsExactlyInAnyOrder("main-0", "main-1", "main-2");
    }
  }

  @Test
  void withoutUserOrSessionHeaderEachConnectionIsASessionOfItsOwn() {
    try (RunningLab lab = new RunningLab(Catalogs.TPU)) {
      for (int i = 0; i < 20; i++) {
        post(lab, "");
      }
      post(lab, "X-Session-Id: turtle\r\n");
      post(lab, "X-Session-Id: turtle\r\n");

      Map<String, Set<Integer>> ports = lab.fleet().truths().sourcePortsByAffinityKey();
      assertThat(ports).hasSize(21);
      assertThat(ports.remove("session:turtle")).hasSize(2);
      assertThat(ports)
          .allSatisfy(
              (key, port) -> assertThat(port).hasSize(1).allMatch(p -> key.endsWith(":" + p)));
    }
  }

  @Test
  void theTruthLogForgetsTheOldest() {
    TruthLog log = new TruthLog(2);
    for (String id : List.of("a", "b", "c")) {
      log.add(new Truth(id, Catalogs.TPU, "k", 1, "main-0", 1, 200, List.of()));
    }
    assertThat(log.all()).extracting(Truth::requestId).containsExactly("b", "c");
    assertThat(log.about("a")).isEmpty();
  }

  @Test
  void batchesFormFromBackgroundTrafficAndFromRequestsUnderWay() {
    BackgroundTraffic none = new BackgroundTraffic(0, 1);
    Server server = new Server("main-0", none);
    try (Server.Place first = server.admit(RunningLab.START);
        Server.Place second = server.admit(RunningLab.START)) {
      assertThat(first.batchSize()).isEqualTo(1);
      assertThat(second.batchSize()).isEqualTo(2);
      second.leave();
      second.leave();
      try (Server.Place third = server.admit(RunningLab.START)) {
        assertThat(third.batchSize()).isEqualTo(2);
      }
    }

    try (RunningLab lab = new RunningLab(Catalogs.TPU)) {
      for (int i = 0; i < 400; i++) {
        lab.advance(Duration.ofSeconds(1));
        chatAs(lab, "user-" + i);
      }
      // 4 a second, each for 0.45 s: 1.8 others on average (± 0.07), alone in 17 % (± 2).
      List<Truth> truths = lab.fleet().truths().all();
      assertThat(truths.stream().mapToInt(Truth::batchSize).average().orElseThrow())
          .isBetween(2.5, 3.1);
      assertThat(truths.stream().filter(truth -> truth.batchSize() == 1).count())
          .isBetween(36L, 100L);
    }
  }

  @Test
  void followsTheCatalog() {
    try (RunningLab lab = new RunningLab(Catalogs.TPU)) {
      String gpuModels = Catalogs.path(Catalogs.GPU) + "/models";
      assertThat(lab.client().send("GET", gpuModels, "").statusCode()).isEqualTo(404);

      lab.reload(Catalogs.GPU);

      assertThat(lab.client().send("GET", gpuModels, "").body())
          .isEqualTo(
              """
              {"object":"list","data":[{"id":"quill","object":"model","created":1767225600,\
              "owned_by":"cloud-b","max_model_len":4000}]}\
              """);
      assertThat(lab.client().chat(Catalogs.TPU, FIELDS).statusCode()).isEqualTo(404);
    }
  }

  private static int chatAs(RunningLab lab, String user) {
    Map<String, Object> fields = LabClient.request(Catalogs.TPU, Catalogs.PROBES.get(1));
    fields.put("user", user);
    return lab.client().chat(Catalogs.TPU, fields).statusCode();
  }

  private static void post(RunningLab lab, String header) {
    byte[] body = LabClient.JSON.writeValueAsString(FIELDS).getBytes(StandardCharsets.UTF_8);
    RawHttp.post(
        lab.fleet().port(), Catalogs.path(Catalogs.TPU) + "/chat/completions", header, body);
  }
}
