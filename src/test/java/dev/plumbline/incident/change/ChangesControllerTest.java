package dev.plumbline.incident.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.plumbline.incident.Database;
import dev.plumbline.topic.Json;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.node.ObjectNode;

class ChangesControllerTest {
  private static final String DEPLOY =
      """
      {"id": "deploy-4711", "kind": "deploy", "at": "2026-11-23T14:58:00+01:00",
       "slice": "*/*/tpu/*", "title": "build 4711"}
      """;

  @RestControllerAdvice
  static class Problems extends ResponseEntityExceptionHandler {}

  @RegisterExtension private final Database database = new Database();
  private final ChangeDesk desk = new ChangeDesk(database);
  private final MockMvc http =
      MockMvcBuilders.standaloneSetup(
              new ChangesController(desk.intake(), desk.store, InstantSource.fixed(ChangeDesk.NOW)))
          .setControllerAdvice(new Problems())
          .setMessageConverters(new JacksonJsonHttpMessageConverter(ChangeDesk.JSON))
          .build();

  private ResultActions add(String body) throws Exception {
    ResultActions answer =
        http.perform(post("/api/v1/changes").contentType(MediaType.APPLICATION_JSON).content(body));
    desk.settled();
    return answer;
  }

  @Test
  void aChangeIsTakenOnceAndShownAsItCanBeSaidAgain() throws Exception {
    add(DEPLOY)
        .andExpect(status().isAccepted())
        .andExpect(jsonPath("$.targets").value(12))
        .andExpect(jsonPath("$.warning").doesNotExist());
    add(DEPLOY).andExpect(status().isOk());
    assertThat(desk.topic.history()).hasSize(1);

    String shown =
        http.perform(get("/api/v1/changes"))
            .andExpect(jsonPath("$.changes.length()").value(1))
            .andExpect(jsonPath("$.changes[0].at").value("2026-11-23T13:58:00Z"))
            .andExpect(jsonPath("$.changes[0].slice.accelerator").value("tpu"))
            .andExpect(jsonPath("$.changes[0].source").value("api"))
            .andExpect(jsonPath("$.changes[0].recordedAt").value(ChangeDesk.NOW.toString()))
            .andReturn()
            .getResponse()
            .getContentAsString();
    ObjectNode change = (ObjectNode) Json.MAPPER.readTree(shown).at("/changes/0");
    change.remove("recordedAt");
    add(change.toString()).andExpect(status().isOk());
  }

  @Test
  void anotherChangeUnderTheSameIdIsAConflict() throws Exception {
    add(DEPLOY);
    add(DEPLOY.replace("build 4711", "build 4712"))
        .andExpect(status().isConflict())
        .andExpect(jsonPath("$.detail").value(containsString("'build 4711'")));
  }

  @Test
  void aSliceOfNobodyIsTakenAndSaidToBeOne() throws Exception {
    add(DEPLOY.replace("*/*/tpu/*", "*/*/tpv/*"))
        .andExpect(status().isAccepted())
        .andExpect(jsonPath("$.targets").value(0))
        .andExpect(jsonPath("$.warning").value(containsString("no target")));
  }

  @Test
  void withoutABrokerNothingIsPromised() throws Exception {
    desk.breakBroker();
    add(DEPLOY)
        .andExpect(status().isServiceUnavailable())
        .andExpect(jsonPath("$.detail").value(containsString("send it again")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                        | body    | body is not JSON: line 1",
        "[]                                       | body    | body is not a JSON object",
        "''                                       | body    | body is not a JSON object",
        "{}                                       | id      | id is missing",
        "{'id': 7, 'titel': 'a'}                  | titel   | titel is no field here; there are at, by, id",
        "{'id': {}}                               | id      | id is not a text",
        "{'id': 'a', 'kind': 'x'}                 | kind    | kind is one of",
        "{'id': 'a', 'kind': 'deploy', 'at': 'now'} | at    | at is no instant such as 2026-01-31T12:00:00Z: 'now'",
        "{'id': 'a', 'kind': 'deploy', 'at': '2026-11-23T14:06:00Z', 'slice': '*/*/*/*', 'title': 't'} | at | at is in the future",
        "{'id': 'a', 'kind': 'deploy', 'at': '2020-11-23T14:00:00Z', 'slice': '*/*/*/*', 'title': 't'} | at | at is longer ago than changes are kept, 400 days",
        "{'id': 'a', 'kind': 'deploy', 'at': '2026-11-23T14:00:00Z', 'slice': {'model': '*'}, 'title': 't'} | slice.platform | slice.platform is missing",
      })
  void badInputIsToldByItsField(String body, String field, String detail) throws Exception {
    add(body.replace('\'', '"'))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.field").value(field))
        .andExpect(jsonPath("$.detail").value(containsString(detail.strip())));
    assertThat(desk.topic.history()).isEmpty();
  }

  @Test
  void maintenanceMayBePlanned() throws Exception {
    add("""
    {"id": "m", "kind": "maintenance", "at": "2026-11-30T14:00:00Z",
     "until": "2026-11-30T18:00:00Z", "slice": "*/*/*/*", "title": "new racks"}
    """)
        .andExpect(status().isAccepted());
  }

  @Test
  void whatIsTooLongOrNoJsonIsNotRead() throws Exception {
    add(" ".repeat(64 * 1024 + 1)).andExpect(status().isContentTooLarge());
    http.perform(post("/api/v1/changes").contentType(MediaType.TEXT_PLAIN).content(DEPLOY))
        .andExpect(status().isUnsupportedMediaType());
  }

  @ParameterizedTest
  @CsvSource({
    "from=yesterday, from",
    "to=0001-01-01T00:00:00Z, to",
    "from=2026-11-24T00:00:00Z, from",
    "limit=0, limit",
    "limit=501, limit",
    "slice=tpu, slice",
  })
  void badQueriesAreToldByTheirField(String query, String field) throws Exception {
    http.perform(get("/api/v1/changes?" + query))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.field").value(field));
  }
}
