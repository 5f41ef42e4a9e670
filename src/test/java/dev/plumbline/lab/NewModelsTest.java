package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claude models that choose by themselves how they draw, on every platform. */
class NewModelsTest {

  @ParameterizedTest
  @CsvSource({
    "temperature, 0,    400",
    "temperature, 1,    200",
    "top_p,       0.98, 400",
    "top_p,       0.99, 200",
    "top_k,       40,   400",
  })
  void onlyWhatChangesNothingIsAccepted(String field, String value, int status) {
    try (PlatformLab lab =
        new PlatformLab(Platforms.NEW_CLAUDE, Platforms.NEW_INVOKE, Platforms.NEW_RAW_PREDICT)) {
      Object given = value.contains(".") ? (Object) Double.valueOf(value) : Integer.valueOf(value);
      for (HttpResponse<byte[]> response :
          List.of(
              messages(lab, field, given), invoke(lab, field, given), predict(lab, field, given))) {
        assertThat(response.statusCode()).isEqualTo(status);
        if (status == 400) {
          assertThat(PlatformLab.text(response))
              .contains("`%s` is deprecated for this model.".formatted(field));
        }
      }
    }
  }

  @Test
  void converseSaysThatTheModelSaidSo() {
    try (PlatformLab lab = new PlatformLab(Platforms.NEW_CONVERSE)) {
      String path =
          Platforms.path(Platforms.NEW_CONVERSE) + "/model/anthropic.quill-v1%3A0/converse";
      Map<String, Object> fields = PlatformLab.converse(PlatformLab.probe("capital"));
      assertThat(PlatformLab.text(lab.post(path, fields)))
          .isEqualTo(
              "{\"message\":\"The model returned the following errors: `temperature` is deprecated"
                  + " for this model.\"}");

      fields.put("inferenceConfig", Map.of("maxTokens", 9));
      assertThat(lab.post(path, fields).statusCode()).isEqualTo(200);
      fields.put("additionalModelRequestFields", Map.of("top_k", 5));
      assertThat(PlatformLab.text(lab.post(path, fields))).contains("`top_k` is deprecated");
    }
  }

  private static HttpResponse<byte[]> messages(PlatformLab lab, String field, Object value) {
    Map<String, Object> fields = plain("anthropic_version", "", field, value);
    fields.remove("anthropic_version");
    fields.put("model", "quill");
    return lab.post(
        Platforms.path(Platforms.NEW_CLAUDE) + "/messages",
        fields,
        "anthropic-version",
        "2023-06-01");
  }

  private static HttpResponse<byte[]> invoke(PlatformLab lab, String field, Object value) {
    return lab.post(
        Platforms.path(Platforms.NEW_INVOKE) + "/model/anthropic.quill-v1%3A0/invoke",
        plain("anthropic_version", "bedrock-2023-05-31", field, value));
  }

  private static HttpResponse<byte[]> predict(PlatformLab lab, String field, Object value) {
    return lab.post(
        Platforms.path(Platforms.NEW_RAW_PREDICT) + "/quill-new:rawPredict",
        plain("anthropic_version", "vertex-2023-10-16", field, value));
  }

  private static Map<String, Object> plain(
      String versionField, String version, String field, Object value) {
    Map<String, Object> fields =
        PlatformLab.message(PlatformLab.probe("capital"), versionField, version);
    fields.remove("temperature");
    fields.put(field, value);
    return fields;
  }
}
