package dev.plumbline.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.plumbline.catalog.DiscoveryStatus;
import dev.plumbline.incident.Incidents;
import dev.plumbline.incident.drill.Drills;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.MediaType;

/** What pages say, made by the real controllers and templates; {@code TriageBrowserTest} looks. */
class PagesTest {
  private final Desk desk = new Desk(50);

  static List<String> pages() {
    return List.of(
        "/",
        "/?q=page",
        "/incidents",
        "/incidents?state=resolved",
        "/incidents/" + Desk.INCIDENT,
        "/series/foreign-script/model-0/cloud-0/gpu/pool-00",
        Show.targetPath(WatchedFleet.HOSTILE),
        "/exchanges/x1",
        "/gates",
        AskedGates.page("running"),
        AskedGates.page("passed"),
        AskedGates.FAILED,
        AskedGates.page("blocked"),
        AskedGates.page("broken"),
        "/references",
        "/references/ref2",
        "/plan",
        "/sign-in?refused=expired&next=/plan",
        "/runbooks/PlumblineIncidentPage");
  }

  private String read(String path) throws Exception {
    return read(path, 200);
  }

  private String read(String path, int status) throws Exception {
    return desk.http
        .perform(get(URI.create(path)).accept(MediaType.TEXT_HTML, MediaType.ALL))
        .andExpect(status().is(status))
        .andExpect(header().string("Content-Security-Policy", Pages.CONTENT_SECURITY_POLICY))
        .andExpect(header().string("X-Content-Type-Options", "nosniff"))
        .andExpect(header().string("Content-Type", "text/html;charset=UTF-8"))
        .andReturn()
        .getResponse()
        .getContentAsString(StandardCharsets.UTF_8);
  }

  /** Names, answers, reasons and attestations here all hold a script and a turned direction. */
  @ParameterizedTest
  @MethodSource("pages")
  void nothingHostileReachesThePage(String path) throws Exception {
    String html = read(path);

    assertThat(html)
        .doesNotContain("<script>", "\u202E", "\u0007")
        .doesNotContainPattern("\\son\\w+=")
        .doesNotContainPattern("\\sstyle=");
    assertThat(html).containsOnlyOnce("<h1").containsOnlyOnce("<main");
  }

  @Test
  void hostileTextIsShownAsItIs() throws Exception {
    assertThat(read("/exchanges/x1"))
        .contains("It is in <mark", "&lt;script&gt;alert", "⟨U+202E⟩⟨U+0007⟩!");
  }

  @Test
  void theFleetPageSaysHowEveryTargetStands() throws Exception {
    String html = read("/");

    assertThat(html)
        .contains("50 of 50 targets", "foreign-script fails on model-0", "asked 10×")
        .contains("data-said=\"1 open incident. Targets: 2 page, 2 ticket, 2 stale, 2 no data,");
    assertThat(html.split("class=\"pool ", -1)).hasSize(51);
  }

  @ParameterizedTest
  @CsvSource({
    "page, 2",
    "no%20data, 2",
    "model-1%20cloud-0, 2",
    "MODEL-1, 10",
    "'', 50",
    "%20%20, 50",
    "nothing-is-called-so, 0",
    "%3Cscript%3E, 1",
    "%E2%80%AE, 1",
  })
  void theFilterKeepsWhatHasEveryWord(String words, int shown) throws Exception {
    String html = read("/?q=" + words);

    assertThat(html.split("class=\"pool ", -1)).hasSize(shown + 1);
    assertThat(html.contains("No target matches")).isEqualTo(shown == 0);
  }

  @Test
  void gatesAreListedWithTheirVerdicts() throws Exception {
    assertThat(read("/gates"))
        .contains("running", "pass", "fail", "inconclusive", "error", "20 min ago")
        .contains("open until 2026-11-29 03:40 UTC by", "href=\"" + AskedGates.FAILED + "\"");
    assertThat(read("/gates?q=prod%20fail").split("<tr id=", -1)).hasSize(2);
    assertThat(read("/gates?q=nothing-is-called-so")).contains("None matches.");
  }

  @Test
  void aGateSaysWhyWhoAndHowToAskAgain() throws Exception {
    assertThat(read(AskedGates.FAILED))
        .contains("against \"no regression\" is")
        .contains("Somebody opened the gate in spite of it")
        .contains("9 of 9", "0 of 9", "0 / 0 / 0", "under 0.01")
        .contains("href=\"/exchanges/x1\"", "It is in Paris, the capital of France.")
        .contains("plumbline gate ask rollout", "--build 'it'\\''s ")
        .contains("href=\"/api/v1/gates/rollout/evaluations/failed/facts\"")
        .contains("foreign-script fails on model-0");
    assertThat(read(AskedGates.page("passed"))).contains("The gate is open to this build.");
    assertThat(read(AskedGates.page("running"))).contains("The gate stays shut until it ends.");
    assertThat(read(AskedGates.page("blocked")))
        .contains("stood open when pairs had said pass")
        .contains("href=\"/series/foreign-script/model-0/cloud-0/gpu/pool-00\"");
    assertThat(read(AskedGates.page("broken"))).contains("What of ours broke", "is Kafka away?");
    assertThat(read("/gates/other/evaluations/failed", 404)).contains("has no evaluation");
    assertThat(read(AskedGates.page("none"), 404)).contains("has no evaluation");
  }

  @Test
  void anIncidentSaysWhatWhereSinceWhenAndWhatToDo() throws Exception {
    String html = read("/incidents/" + Desk.INCIDENT);

    assertThat(html)
        .contains("foreign-script fails on model-0 × cloud-0 × gpu × pool-00")
        .contains("2026-11-29 02:18 UTC</time> (42 min ago), between 2026-11-29 02:13:00 UTC")
        .contains("href=\"/runbooks/PlumblineIncidentPage\"")
        .contains("0.9 % to 4.6 %", "0 of 400 elsewhere in it", "excluded")
        .contains("foreign-script by suite: only ", " failed, 14 of 40; core 0 of 120.")
        .contains("How it was asked", "core failed 0 of 120", "explains the failures best")
        .contains("An example of a healthy answer", "It is in Paris, the capital of France.")
        .contains("The newest 1 of 2.");
  }

  @Test
  void whatOthersKnowOfAnIncidentIsShownWhenThereIsAny() throws Exception {
    IncidentSection changes =
        new IncidentSection(
            "Changes",
            "1 change falls into the onset interval",
            List.of(new IncidentSection.Line(WatchedFleet.NOW, "deploy <b>9</b>", "/changes/9")));
    Desk told = new Desk(5, List.of(_ -> List.of(changes), _ -> List.of()));

    assertThat(read("/incidents/" + Desk.INCIDENT)).doesNotContain("Changes");
    assertThat(
            told.http
                .perform(get("/incidents/" + Desk.INCIDENT))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8))
        .contains("<h2>Changes</h2>", "1 change falls into the onset interval.")
        .contains("<a href=\"/changes/9\">deploy &lt;b&gt;9&lt;/b&gt;</a>");
  }

  @Test
  void theFleetSaysWhereWhatItWatchesIsOld() throws Exception {
    assertThat(read("/")).doesNotContain("Of the targets found");

    desk.discovery =
        List.of(
            new DiscoveryStatus("file found/*", 2, WatchedFleet.NOW, null, List.of()),
            new DiscoveryStatus(
                "file <other>/*",
                3,
                WatchedFleet.NOW.minusSeconds(7200),
                WatchedFleet.NOW.minusSeconds(60),
                List.of()));

    assertThat(read("/"))
        .contains(
            "Of the targets found in 'file &lt;other&gt;/*' 3 are watched as they were known at 2026-11-29 01:00 UTC: since 2026-11-29 02:59 UTC not all")
        .doesNotContain("found/*' 2");
  }

  @Test
  void aTargetSaysWhatCannotBeSeenOfIt() throws Exception {
    assertThat(read(Show.targetPath(WatchedFleet.HOSTILE)))
        .contains("<strong>Left unseen:</strong> approximate-top-k,")
        .doesNotContain("unseen:</strong> corruption")
        .contains(
            "the target returns no log-probabilities",
            "180 of 2,880 requests, 9,000 tokens (reserved of it: 1,500 tokens) today");
  }

  @Test
  void aReferenceIsApprovedByACommandAndByNoForm() throws Exception {
    assertThat(read("/references/ref2"))
        .contains("plumbline reference approve ref2 --by YOUR-NAME")
        .contains("class=\"added\">+ &lt;script&gt;")
        .doesNotContain("method=\"post\"");
    assertThat(read("/references/ref1")).doesNotContain("reference approve");
  }

  @Test
  void evidenceOverTimeSaysSinceWhenItWasWatched() throws Exception {
    String path = "/incidents/" + Desk.INCIDENT;
    assertThat(read(path)).contains("This process has not watched yet");

    desk.trail.sample();

    assertThat(read(path))
        .contains("since <time datetime=\"2026-11-29T03:00:00Z\">")
        .contains("data-chart=");
  }

  @ParameterizedTest
  @CsvSource({
    "/incidents/nope, There is no incident",
    "/incidents?state=closed, 'it is open, resolved or merged'",
    "/series/a/b/c/d/e, has had no trial",
    "/targets/no/such/target/here, The catalog in force has no target",
    "/targets/, The catalog in force has no target",
    "/exchanges/nope, healthy ones never are",
    "/references/nope, There is no reference",
    "/runbooks/Nope, There is no runbook",
    "/runbooks/..%2FNope, There is no runbook",
    "/no/such/page, There is no page /no/such/page",
  })
  void whatIsNotThereIsSaidWithAWayBack(String path, String text) throws Exception {
    assertThat(read(path, 404)).contains(text, ">to the fleet</a>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/incidents/%3Cscript%3E", "/targets/%E2%80%AE", "/%3Cscript%3E"})
  void hostileAddressesAreNotEchoedRaw(String path) throws Exception {
    assertThat(read(path, 404)).doesNotContain("<script>", "\u202E");
  }

  @Test
  void programsThatMissGetNoPage() throws Exception {
    desk.http
        .perform(get("/no/such/page").accept(MediaType.APPLICATION_JSON))
        .andExpect(status().isNotFound())
        .andExpect(header().doesNotExist("Content-Security-Policy"));
  }

  /** That the monitor is blind is the first thing to know; that it sees is said quietly. */
  @Test
  void theFleetPageSaysWhetherTheSelfTestWorks() throws Exception {
    assertThat(read("/")).doesNotContain("Self-test");

    Instant fault = WatchedFleet.NOW.minus(Duration.ofMinutes(10));
    Drills.Sighting seen = new Drills.Sighting("routing", fault, fault.plusSeconds(75), 6);
    Drills.Standing works =
        new Drills.Standing("routing", seen, WatchedFleet.NOW.plus(Duration.ofHours(1)));
    desk.selfTest = new Drills.Report(Duration.ofHours(1), fault, true, List.of(works));
    assertThat(read("/"))
        .contains("Self-test: routing found the drill's fault of", "after 6 probes.")
        .doesNotContain("Self-test missed");

    Drills.Standing missed =
        new Drills.Standing("foreign-script", null, WatchedFleet.NOW.minusSeconds(1));
    desk.selfTest = new Drills.Report(Duration.ofHours(1), fault, true, List.of(works, missed));
    assertThat(read("/"))
        .contains(
            "Self-test missed:", "foreign-script should have found", "PlumblineSelfTestMissed")
        .doesNotContain("after 6 probes");
  }

  @Test
  void withoutTheDatabaseTheFleetIsShownFromEvidence() throws Exception {
    desk.incidents = new Failing(new DataAccessResourceFailureException("away"));

    assertThat(read("/")).contains("Incidents cannot be read", "50 of 50 targets");
    assertThat(read("/incidents", 503)).contains("The database does not answer");
  }

  @Test
  void aFaultOfOursIsAPageToo() throws Exception {
    desk.incidents = new Failing(new IllegalStateException("<script>"));

    assertThat(read("/", 500)).contains("This page could not be made").doesNotContain("<script>");
  }

  private record Failing(RuntimeException failure) implements Incidents {
    @Override
    public List<Headline> in(State state, int limit) {
      throw failure;
    }

    @Override
    public Optional<Story> find(String id) {
      throw failure;
    }
  }

  @Test
  void beforeEvidenceIsReadNothingLooksHealthy() throws Exception {
    desk.loaded = false;

    assertThat(read("/"))
        .contains("Evidence is still being read", "49 no data")
        .doesNotContain("class=\"word\">healthy");
  }
}
