package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminEndpointTest {
  private static final String FAULT =
      """
      {"fault":"approximate-top-k","slice":"quill/*/tpu/*","share":0.02,"min-batch":4}\
      """;
  private final RunningLab lab = new RunningLab(Catalogs.TPU);

  @AfterEach
  void stop() {
    lab.close();
  }

  @Test
  void injectsListsAndRemovesFaults() {
    HttpResponse<String> created = send("POST", "", FAULT);
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.body())
        .isEqualTo(
            """
            {"id":"f1","fault":"approximate-top-k","slice":"quill/*/tpu/*","share":0.02,\
            "min-batch":4,"from":"2026-01-01T00:00:00Z","acting":true}\
            """);
    assertThat(send("POST", "", FAULT.replace("0.02", "1")).statusCode()).isEqualTo(201);
    assertThat(list()).contains("\"id\":\"f1\"", "\"id\":\"f2\"");

    assertThat(send("DELETE", "/f1", "").statusCode()).isEqualTo(204);
    assertThat(list()).doesNotContain("\"id\":\"f1\"").contains("\"id\":\"f2\"");
    assertThat(send("DELETE", "/f1", "").statusCode()).isEqualTo(404);

    assertThat(send("DELETE", "", "").statusCode()).isEqualTo(204);
    assertThat(list()).isEqualTo("{\"faults\":[]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nonsense                                                  | must be a JSON object",
        "[1]                                                       | must be a JSON object",
        "{}                                                        | fault: is missing",
        "{\"fault\":\"misroute\",\"slice\":\"no/*/*/*\",\"share\":1} | matches no target of this",
        "{\"fault\":\"misroute\",\"slice\":\"*/*/*/*\",\"share\":2}  | share: must be a number",
      })
  void whatCannotBeInjectedIsSaidWhy(String body, String message) {
    HttpResponse<String> response = send("POST", "", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).startsWith("{\"error\":{\"message\":").contains(message);
    assertThat(list()).isEqualTo("{\"faults\":[]}");
  }

  @Test
  void otherMethodsAreNotAllowed() {
    assertThat(send("PUT", "", FAULT).statusCode()).isEqualTo(405);
    assertThat(send("GET", "/f1", "").statusCode()).isEqualTo(405);
  }

  private String list() {
    return send("GET", "", "").body();
  }

  private HttpResponse<String> send(String method, String id, String body) {
    return lab.client().send(method, "/admin/faults" + id, body);
  }
}
