package dev.plumbline.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.reference.ReferenceRecord.State;
import dev.plumbline.testing.Servers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Submitted, approved, in force, replaced, expired, retired: by REST on a real PostgreSQL. */
class ReferenceLifecycleTest {
  private static final DataSource DATABASE = Servers.shared().newMigratedDatabase();
  private static final String POOL = "ash/cloud/tpu/tpu-a";
  private static final String KIM = "{\"by\": \"Kim\"}";

  private final JdbcClient jdbc = JdbcClient.create(DATABASE);
  private final ReferenceStore store =
      new ReferenceStore(jdbc, new TransactionTemplate(new DataSourceTransactionManager(DATABASE)));
  private final List<String> open = new ArrayList<>();
  private final Catalog catalog =
      new Catalog(
          "c1",
          List.of(new SimulatedPool(POOL, 1, 0, true).target()),
          List.of(SimulatedPool.suite(5)),
          new DetectionPolicy(
              1, 1, 0.2, null, Duration.ofMinutes(1), Duration.ofMinutes(2), Map.of()));
  private Instant now = Instant.parse("2025-08-29T12:00:00Z");
  private final ApprovedReferences inForce = new ApprovedReferences(store, () -> now);
  private final MockMvc api =
      MockMvcBuilders.standaloneSetup(
              new ReferenceController(store, _ -> open, () -> catalog, () -> now))
          .setControllerAdvice(new Problems())
          .build();

  /** What {@code spring.mvc.problemdetails.enabled} switches on in the application. */
  @RestControllerAdvice
  static class Problems extends ResponseEntityExceptionHandler {}

  @BeforeEach
  void empty() {
    jdbc.sql("DELETE FROM reference.reference").update();
  }

  @Test
  void approvedReferencesAreInForceUntilTheyExpire() throws Exception {
    String id = submit(1);
    inForce.reload();
    assertThat(inForce.of(POOL)).describedAs("nobody approved it").isEmpty();
    api.perform(approve(id, "{\"by\": \"Kim\", \"validFor\": \"P30D\"}"))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.state").value("APPROVED"))
        .andExpect(jsonPath("$.approvedBy").value("Kim"))
        .andExpect(jsonPath("$.version").value(1));
    inForce.reload();
    assertThat(inForce.of(POOL)).map(References.InForce::id).hasValue(id);
    assertThat(inForce.of(POOL)).map(References.InForce::reference).hasValue(reference(1));
    now = now.plus(Duration.ofDays(30));
    assertThat(inForce.of(POOL)).describedAs("expired").isEmpty();
  }

  @Test
  void approvingAnotherRetiresTheFirst() throws Exception {
    String first = submit(1);
    api.perform(approve(first, KIM)).andExpect(status().isOk());
    String second = submit(2);
    inForce.reload();
    assertThat(inForce.of(POOL)).map(References.InForce::id).hasValue(first);
    api.perform(approve(second, KIM))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.version").value(2));
    inForce.reload();
    assertThat(inForce.of(POOL)).map(References.InForce::id).hasValue(second);
    assertThat(store.all())
        .extracting(ReferenceRecord::id, ReferenceRecord::state)
        .containsExactly(tuple(second, State.APPROVED), tuple(first, State.RETIRED));
  }

  @Test
  void aReferenceIsShownBesideTheOneItWouldReplace() throws Exception {
    ReferenceShelf shelf = new StoredReferences(store);
    String first = submit(1);
    assertThat(shelf.compare(first).orElseThrow().before()).isEmpty();
    api.perform(approve(first, KIM)).andExpect(status().isOk());
    String second = submit(2);

    ReferenceShelf.Comparison comparison = shelf.compare(second).orElseThrow();

    assertThat(comparison.before()).map(ReferenceRecord::id).hasValue(first);
    assertThat(comparison.changes()).isEqualTo(ReferenceDiff.of(reference(1), reference(2)));
    assertThat(comparison.summary()).contains(second, POOL);
    assertThat(shelf.compare(first).orElseThrow().before()).isEmpty();
    assertThat(shelf.compare("nope")).isEmpty();
    assertThat(shelf.all()).isEqualTo(store.all());
  }

  @Test
  void whatIsRetiredIsInForceNoMore() throws Exception {
    String id = submit(1);
    api.perform(approve(id, KIM)).andExpect(status().isOk());
    inForce.reload();
    api.perform(delete(path(id) + "/approval"))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.state").value("RETIRED"));
    inForce.reload();
    assertThat(inForce.of(POOL)).isEmpty();
  }

  /** Never learnt from a pool with open evidence: neither submitted nor approved. */
  @Test
  void aPoolUnderSuspicionGivesNoReference() throws Exception {
    String id = submit(1);
    open.add("argmax|ash/cloud/tpu/tpu-a stands at PAGE");
    api.perform(approve(id, KIM))
        .andExpect(status().isConflict())
        .andExpect(jsonPath("$.detail").value(containsString("argmax|ash")));
    api.perform(
            post(ReferenceController.PATH)
                .contentType(MediaType.APPLICATION_JSON)
                .content(ReferenceFiles.json(reference(2))))
        .andExpect(status().isConflict());
    inForce.reload();
    assertThat(inForce.of(POOL)).isEmpty();
  }

  @Test
  void submittingTheSameAgainChangesNothing() throws Exception {
    String id = submit(1);
    assertThat(submit(1)).isEqualTo(id);
    assertThat(store.all()).hasSize(1);
  }

  @Test
  void whatIsExportedIsWhatWasSubmitted() throws Exception {
    String id = submit(1);
    api.perform(get(path(id)))
        .andExpect(status().isOk())
        .andExpect(content().bytes(ReferenceFiles.json(reference(1)).getBytes(UTF_8)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                      | say who approves",
        "{\"by\": \" \"}                         | say who approves",
        "{\"by\": \"Kim\", \"validFor\": \"90\"} | validFor is a duration like P90D",
        "{\"by\": \"Kim\", \"validFor\": \"P0D\"}   | up to 365 days",
        "{\"by\": \"Kim\", \"validFor\": \"P366D\"} | up to 365 days",
      })
  void approvalsAreValidated(String body, String message) throws Exception {
    api.perform(approve(submit(1), body))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.detail").value(containsString(message)));
  }

  @Test
  void unknownReferencesAreNotFound() throws Exception {
    api.perform(approve("cafe", KIM)).andExpect(status().isNotFound());
    api.perform(get(path("cafe")))
        .andExpect(status().isNotFound())
        .andExpect(jsonPath("$.detail").value(containsString("GET /api/v1/references")));
    api.perform(delete(path("cafe") + "/approval")).andExpect(status().isNotFound());
  }

  @ParameterizedTest
  @CsvSource({"'[]', 400", "'{\"target\": \"a\"}', 400", "'', 400"})
  void whatIsNoReferenceIsRefused(String body, int status) throws Exception {
    api.perform(
            post(ReferenceController.PATH).contentType(MediaType.APPLICATION_JSON).content(body))
        .andExpect(status().is(status));
  }

  @Test
  void aTargetOutsideTheCatalogIsRefused() throws Exception {
    Reference foreign =
        new SimulatedPool("ash/cloud/tpu/unknown", 1, 0, true).reference(5, 25, Set.of());
    api.perform(
            post(ReferenceController.PATH)
                .contentType(MediaType.APPLICATION_JSON)
                .content(ReferenceFiles.json(foreign)))
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.detail").value(containsString("unknown")));
  }

  private String submit(long seed) throws Exception {
    Reference reference = reference(seed);
    api.perform(
            post(ReferenceController.PATH)
                .contentType(MediaType.APPLICATION_JSON)
                .content(ReferenceFiles.json(reference)))
        .andExpect(status().isCreated())
        .andExpect(jsonPath("$.id").value(ReferenceFiles.id(reference)));
    return ReferenceFiles.id(reference);
  }

  private static MockHttpServletRequestBuilder approve(String id, String body) {
    return post(path(id) + "/approval").contentType(MediaType.APPLICATION_JSON).content(body);
  }

  private static String path(String id) {
    return ReferenceController.PATH + "/" + id;
  }

  private static Reference reference(long seed) throws UnusableCaptureException {
    return new SimulatedPool(POOL, seed, 0, true).reference(5, 25, Set.of());
  }
}
