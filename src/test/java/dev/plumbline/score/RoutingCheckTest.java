package dev.plumbline.score;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Context;
import dev.plumbline.catalog.IdentityEcho;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Cause;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Identity echoed by header, field and body, whole and streamed. */
class RoutingCheckTest {
  private static final IdentityEcho HEADER = new IdentityEcho.Header("X-Served-By", "tpu-[0-9]+");
  private static final IdentityEcho FIELD =
      new IdentityEcho.Field("/system_fingerprint", "fp_standard");
  private static final IdentityEcho BODY =
      new IdentityEcho.Body("\"pool\":\\s*\"([^\"]*)\"", "standard");

  private static final Reading PASSED = new Reading.Trial(false, "");

  private final Check check = new RoutingCheck();

  private Reading read(RawResponse response, IdentityEcho... identity) {
    Target target = Given.target(EnumSet.noneOf(Capability.class), identity);
    return check.read(Given.subject(target, Given.probe(), Given.answer("x"), response));
  }

  private Reading read(String body, IdentityEcho... identity) {
    return read(new RawResponse(200, Map.of(), body, false, false, List.of()), identity);
  }

  private static RawResponse served(String... by) {
    return new RawResponse(200, Map.of("x-served-by", List.of(by)), "{}", false, false, List.of());
  }

  @Test
  void aHeaderMustMatchWhole() {
    assertThat(read(served("tpu-17"), HEADER)).isEqualTo(PASSED);
    assertThat(read(served("long-context-tpu-17"), HEADER))
        .isEqualTo(
            new Reading.Trial(
                true, "header X-Served-By: expected tpu-[0-9]+, got long-context-tpu-17"));
  }

  @Test
  void everyValueOfARepeatedHeaderCounts() {
    assertThat(read(served("tpu-1", "gpu-1"), HEADER)).extracting("failed").isEqualTo(true);
  }

  @Test
  void aFieldMustMatch() {
    assertThat(read("{\"system_fingerprint\":\"fp_standard\"}", FIELD)).isEqualTo(PASSED);
    assertThat(read("{\"system_fingerprint\":\"fp_long\"}", FIELD))
        .isEqualTo(
            new Reading.Trial(
                true, "field /system_fingerprint: expected fp_standard, got fp_long"));
    assertThat(read(" \n{\"n\":{\"id\":7}}", new IdentityEcho.Field("/n/id", "7")))
        .isEqualTo(PASSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void ofAStreamTheLastChunkThatSaysSomethingCounts(String newline) {
    String stream =
        String.join(
            newline,
            ": comment",
            "",
            "event: message",
            "data: {\"system_fingerprint\":\"fp_early\"}",
            "",
            "data:{\"system_fingerprint\":",
            "data:\"fp_standard\"}",
            "",
            "data: {\"system_fingerprint\":null}",
            "",
            "data: {\"choices\":[]}",
            "",
            "data: [DONE]",
            "",
            "");

    assertThat(read(stream, FIELD)).isEqualTo(PASSED);
    assertThat(read(stream.replace("fp_standard", "fp_long"), FIELD))
        .extracting("found")
        .asString()
        .endsWith("got fp_long");
  }

  @Test
  void aStreamWeCutIsReadAsFarAsItGoes() {
    String stream = "data: {\"system_fingerprint\":\"fp_long\"}\n\ndata: {\"system_finge";

    assertThat(read(stream, FIELD)).extracting("failed").isEqualTo(true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "not JSON",
        "{\"system_fingerprint\":null}",
        "{\"system_fingerprint\":{}}",
        "data: [DONE]\n\n"
      })
  void anAbsentFieldIsNoTrial(String body) {
    assertThat(read(body, FIELD))
        .isEqualTo(new Reading.NotATrial("not echoed: field /system_fingerprint"));
  }

  @Test
  void theFirstGroupOfTheBodyMustMatch() {
    assertThat(read("data: {\"pool\": \"standard\"}", BODY)).isEqualTo(PASSED);
    assertThat(read("data: {\"pool\": \"long\"}", BODY)).extracting("failed").isEqualTo(true);
    assertThat(read("{}", BODY)).isInstanceOf(Reading.NotATrial.class);
    assertThat(read("served by tpu", new IdentityEcho.Body("by \\w+", "by tpu"))).isEqualTo(PASSED);
    assertThat(read("b", new IdentityEcho.Body("(a)|b", "a")))
        .isInstanceOf(Reading.NotATrial.class);
  }

  @Test
  void bodiesThatAreNotUtf8AreReadToo() {
    String body = "{\"x\":\"\u00e9\",\"pool\":\"long\"}";
    String base64 = Base64.getEncoder().encodeToString(body.getBytes(ISO_8859_1));
    RawResponse response = new RawResponse(200, Map.of(), base64, true, false, List.of());

    assertThat(read(response, BODY)).extracting("failed").isEqualTo(true);
  }

  @Test
  void aWrongEchoFailsWhateverIsMissingAndAMissingOneLeavesItOpen() {
    assertThat(read(served("gpu-1"), HEADER, FIELD)).extracting("failed").isEqualTo(true);
    assertThat(read(served("tpu-1"), HEADER, FIELD))
        .isEqualTo(new Reading.NotATrial("not echoed: field /system_fingerprint"));
  }

  @Test
  void whatIsEchoedIsShownShortAndHarmless() {
    assertThat(read(served("\u001b[2J" + "x".repeat(500)), HEADER))
        .extracting("found")
        .asString()
        .contains("\\u001B[2Jxxx")
        .hasSizeLessThan(200);
  }

  @Test
  void needsAnIdentityToExpect() {
    Target silent = Given.target(Set.of());

    assertThat(check.inapplicable(silent, Given.probe())).isPresent();
    assertThat(check.inapplicable(Given.target(), Given.probe())).isEmpty();
  }

  private static final Probe TOO_LONG =
      new Probe(
          "over",
          "core",
          Set.of(),
          List.of(new Probe.Message("user", "Say hello.")),
          List.of(),
          Given.greedy(),
          Set.of("Latin"),
          List.of(new CheckUse.Plain("routing")),
          null,
          null,
          new Context(Context.Measure.OVER_WINDOW, 1000, List.of()));

  @ParameterizedTest
  @CsvSource({
    "201000, true, 'answered a prompt of 201,000 tokens, longer than its window of 200,000'",
    "0, true, 'answered a prompt, longer than its window of 200,000'",
  })
  void whoeverAnswersATooLongPromptIsAnotherPool(int counted, boolean failed, String found) {
    assertThat(readTooLong(counted)).isEqualTo(new Reading.Trial(failed, found));
  }

  @Test
  void aPromptThatWasNotTooLongIsNoTrial() {
    assertThat(readTooLong(200_000)).isInstanceOf(Reading.NotATrial.class);
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void onlyARefusalForItsLengthIsHealthy(Cause cause) {
    Target target = Given.target(EnumSet.noneOf(Capability.class));
    Outcome.Refused refused = new Outcome.Refused(400, "no", cause);

    assertThat(check.readRefusal(target, TOO_LONG, refused))
        .isEqualTo(cause == Cause.CONTEXT_EXCEEDED ? Optional.of(PASSED) : Optional.empty());
    assertThat(check.readRefusal(target, Given.probe(), refused)).isEmpty();
    assertThat(check.inapplicable(target, TOO_LONG)).as("needs no echo").isEmpty();
  }

  private Reading readTooLong(int counted) {
    Target target = Given.target(EnumSet.noneOf(Capability.class));
    Answer answer =
        new Answer("Hello.", "stop", List.of(), "ash-1", new Answer.Usage(counted, 4), List.of());
    return check.read(Given.subject(target, TOO_LONG, answer, Given.response("{}")));
  }
}
