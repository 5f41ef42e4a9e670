package dev.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The payload of {@code probe.exchanges.v1} is frozen: other versions of us read it. */
class ExchangeJsonTest {
  @Test
  void theGoldenExchangeIsWrittenAndReadBack() throws IOException {
    String golden = golden();
    Exchange exchange =
        Exchanges.with(
            new Outcome.Answered(
                new Answer(
                    "Hi ก",
                    "stop",
                    List.of(
                        new Token(
                            "Hi",
                            "4869",
                            -0.01,
                            List.of(
                                new Token.Alternative("Hi", "4869", -0.01),
                                new Token.Alternative("Yo", null, null)))),
                    "m-1",
                    new Answer.Usage(9, 1),
                    List.of())),
            new RawResponse(
                200,
                Map.of("x-request-id", List.of("r1", "r2")),
                "{\"raw\":\"ก\"}",
                false,
                false,
                List.of(1200L, 45000L)));

    assertThat(new String(ProbeTopics.EXCHANGES.encode(exchange), StandardCharsets.UTF_8))
        .isEqualTo(golden);
    assertThat(ProbeTopics.EXCHANGES.decode(golden.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(exchange);
  }

  static Stream<Outcome> outcomes() {
    return Stream.of(
        new Outcome.Answered(new Answer("", null, List.of(), null, null, List.of())),
        new Outcome.Refused(400, "no"),
        new Outcome.Throttled(429, null),
        new Outcome.Throttled(503, "3"),
        new Outcome.TargetError(null, "reset"),
        new Outcome.TargetError(500, "boom"),
        new Outcome.ProberError("no credential"),
        new Outcome.TimedOut("connect"));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void everyOutcomeIsReadBackAsItWas(Outcome outcome) {
    Exchange exchange = Exchanges.with(outcome, null);

    byte[] json = ProbeTopics.EXCHANGES.encode(exchange);

    assertThat(new String(json, StandardCharsets.UTF_8))
        .contains("\"outcome\":{\"kind\":\"" + outcome.word() + "\"");
    assertThat(ProbeTopics.EXCHANGES.decode(json)).isEqualTo(exchange);
  }

  private static String golden() throws IOException {
    try (InputStream file = ExchangeJsonTest.class.getResourceAsStream("exchange.json")) {
      byte[] bytes = Objects.requireNonNull(file, "exchange.json").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).strip();
    }
  }

  /** Exchanges that differ in how they went. */
  static final class Exchanges {
    private Exchanges() {}

    static Exchange with(Outcome outcome, @Nullable RawResponse response) {
      return with(outcome, response, Instant.parse("2026-03-01T10:00:17.770002Z"));
    }

    static Exchange with(Outcome outcome, @Nullable RawResponse response, Instant sentAt) {
      return new Exchange(
          "abcdefghij234567abcd",
          "m/api/tpu/main",
          new Labels("m", "api", "tpu", "main"),
          "us-1",
          null,
          "basic",
          "5f2c",
          "greet",
          new Session("s1", Session.Kind.STICKY, 2, 5),
          Instant.parse("2026-03-01T10:00:17.769411Z"),
          Duration.ofSeconds(60),
          sentAt,
          Duration.ofMillis(45),
          Duration.ofNanos(61_234_567),
          outcome,
          response);
    }
  }
}
