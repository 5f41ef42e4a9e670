package dev.plumbline.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.topic.Json;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * The edge of HTTP, on a producer that needs no broker; with one in {@code FeedbackOnServerTest}.
 */
class FeedbackControllerTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:35:20Z");
  private static final String COUNTS =
      """
      {"source": "app", "counts": [
        {"minute": "2026-03-01T12:34:00Z", "model": "opus-4", "platform": "bedrock",
         "exposure": 900, "reports": {"garbled": 3}},
        {"minute": "2026-03-01T12:34:00Z", "model": "opus-4", "platform": "vertex",
         "exposure": 700}]}\
      """;

  @RestControllerAdvice
  static class Problems extends ResponseEntityExceptionHandler {}

  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final MockMvc http;

  FeedbackControllerTest(@TempDir Path temp) {
    http = client(TestCounts.catalog(temp));
  }

  private MockMvc client(Catalog catalog) {
    FeedbackPublisher publisher = new FeedbackPublisher(new KafkaTemplate<>(() -> producer));
    return MockMvcBuilders.standaloneSetup(
            new FeedbackController(() -> catalog, () -> NOW, publisher))
        .setControllerAdvice(new Problems())
        .setMessageConverters(new JacksonJsonHttpMessageConverter(Json.MAPPER))
        .build();
  }

  @Test
  void countsAreWrittenUnderTheirModel() throws Exception {
    http.perform(post("/api/v1/feedback").contentType(MediaType.APPLICATION_JSON).content(COUNTS))
        .andExpect(status().isAccepted())
        .andExpect(jsonPath("$.counts").value(2))
        .andExpect(jsonPath("$.minutes").value(1));

    assertThat(producer.history()).hasSize(1);
    assertThat(producer.history().getFirst().topic()).isEqualTo("feedback.counts.v1");
    assertThat(producer.history().getFirst().key()).isEqualTo("opus-4");
    assertThat(FeedbackTopics.COUNTS.decode(producer.history().getFirst().value()).cells())
        .hasSize(2);
  }

  @Test
  void nothingIsWrittenOfABatchThatIsWrongInPart() throws Exception {
    http.perform(
            post("/api/v1/feedback")
                .contentType(MediaType.APPLICATION_JSON)
                .content(COUNTS.replace("vertex", "azure")))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().contentTypeCompatibleWith("application/problem+json"))
        .andExpect(
            jsonPath("$.detail")
                .value(
                    "counts[1]: the catalog has no target of opus-4/azure/*/*;"
                        + " GET /api/v1/targets lists them"));

    assertThat(producer.history()).isEmpty();
  }

  @Test
  void whatIsTooLargeOrNoJsonIsRefused() throws Exception {
    http.perform(
            post("/api/v1/feedback")
                .contentType(MediaType.APPLICATION_JSON)
                .content(" ".repeat(CountsJson.MOST_BYTES + 1)))
        .andExpect(status().isContentTooLarge());
    http.perform(post("/api/v1/feedback").contentType(MediaType.TEXT_PLAIN).content("so slow"))
        .andExpect(status().isUnsupportedMediaType());
    http.perform(
            post("/api/v1/feedback").contentType(MediaType.APPLICATION_JSON).content("so slow"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.detail").value(containsString("is no JSON")));
  }

  @Test
  void aBrokerThatTakesNothingIsSaid() throws Exception {
    producer.sendException = new TimeoutException("no broker");

    http.perform(post("/api/v1/feedback").contentType(MediaType.APPLICATION_JSON).content(COUNTS))
        .andExpect(status().isServiceUnavailable())
        .andExpect(jsonPath("$.detail").value(containsString("send the same again")));
  }
}
