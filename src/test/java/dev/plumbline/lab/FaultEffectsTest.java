package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Probe.Message;
import dev.plumbline.catalog.Slice;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What each fault, at full share, does to answers; and whom it spares. */
class FaultEffectsTest {
  private static final Probe TIDES = Catalogs.PROBES.getFirst();
  private static final Probe CAPITAL = Catalogs.PROBES.get(1);
  private static final Probe LONG =
      Catalogs.probe(
          "long",
          "The code word is heron. " + "Nothing else is of note. ".repeat(200) + "Which is it?",
          "The code word is heron.");
  private static final Probe CONVERSATION =
      new Probe(
          "conversation",
          "core",
          Set.of(),
          List.of(
              new Message("system", "Remember what you are told."),
              new Message("user", "My boat is called Otter."),
              new Message("assistant", "A fine name for a boat."),
              new Message("user", "What is it called?")),
          List.of(),
          TIDES.sampling(),
          Set.of("Latin"),
          List.of(),
          "Your boat is called Otter.",
          null);

  @SuppressWarnings("NullAway.Init")
  private static RunningLab lab;

  @BeforeAll
  static void start() {
    lab =
        new RunningLab(
            LabSettings.immediate(),
            Stream.concat(Catalogs.PROBES.stream(), Stream.of(LONG, CONVERSATION)).toList(),
            Catalogs.TPU);
  }

  @AfterAll
  static void stop() {
    lab.close();
  }

  @AfterEach
  void clear() {
    lab.fleet().clearFaults();
  }

  private record Asked(String text, JsonNode logprobs, int promptTokens, Truth truth) {}

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"STALE_CHECKPOINT", "QUANTISATION", "MISROUTE"})
  void anotherSetupOfTheModelMovesLogprobs(FaultKind kind) {
    Asked healthy = ask(TIDES);
    inject(kind);
    Asked broken = ask(TIDES);

    assertThat(broken.truth().hitBy(kind)).isTrue();
    assertThat(broken.logprobs()).isNotEqualTo(healthy.logprobs());
  }

  @Test
  void truncationSparesWhatIsShort() {
    assertThat(ask(LONG).text()).isEqualTo(LONG.example());
    inject(FaultKind.TRUNCATED_CONTEXT);

    assertThat(ask(LONG).text()).isNotEqualTo(LONG.example());
    assertThat(ask(LONG).truth().hitBy(FaultKind.TRUNCATED_CONTEXT)).isTrue();
    assertThat(ask(CAPITAL).text()).isEqualTo(CAPITAL.example());
    assertThat(ask(CAPITAL).truth().faults()).isEmpty();
  }

  @Test
  void aMixUpAnswersAnotherPromptTheServerHasAtHand() {
    Asked healthy = ask(CAPITAL);
    ask(LONG);
    inject(FaultKind.CACHE_MIX_UP);
    Asked broken = ask(CAPITAL);

    assertThat(broken.text()).isEqualTo(LONG.example());
    assertThat(broken.promptTokens()).isEqualTo(healthy.promptTokens());
    assertThat(broken.truth().hitBy(FaultKind.CACHE_MIX_UP)).isTrue();
  }

  @Test
  void anotherFamilysTemplateLosesTheQuestion() {
    inject(FaultKind.CHAT_TEMPLATE);

    assertThat(ask(LONG).text()).isNotEqualTo(LONG.example());
    assertThat(ask(LONG).truth().hitBy(FaultKind.CHAT_TEMPLATE)).isTrue();
  }

  @Test
  void undecodedOutputShowsStandInsForBytes() {
    String healthy = ask(LONG).text();
    inject(FaultKind.UNDECODED_OUTPUT);

    assertThat(ask(LONG).text()).isEqualTo(healthy.replace(' ', 'Ġ'));
  }

  @Test
  void lostTurnsSpareTheFirst() {
    Asked healthy = ask(CONVERSATION);
    inject(FaultKind.LOST_TURNS);
    Asked broken = ask(CONVERSATION);

    assertThat(healthy.text()).isEqualTo(CONVERSATION.example());
    assertThat(broken.text()).isNotEqualTo(CONVERSATION.example());
    assertThat(broken.promptTokens()).isLessThan(healthy.promptTokens());
    assertThat(broken.truth().hitBy(FaultKind.LOST_TURNS)).isTrue();
    assertThat(ask(CAPITAL).truth().faults()).isEmpty();
  }

  private static void inject(FaultKind kind) {
    lab.fleet().inject(new Fault(kind, Slice.WHOLE_FLEET, 1));
  }

  /** From one user, hence of one server, whose batches are the same as the clock stands still. */
  private static Asked ask(Probe probe) {
    Map<String, Object> fields = LabClient.request(Catalogs.TPU, probe);
    fields.put("user", "one");
    // A model that has lost the thread may go on for ever.
    fields.put("max_tokens", 60);
    HttpResponse<String> response = lab.client().chat(Catalogs.TPU, fields);
    JsonNode body = LabClient.json(response);
    return new Asked(
        body.at("/choices/0/message/content").stringValue(),
        body.at("/choices/0/logprobs"),
        body.at("/usage/prompt_tokens").intValue(),
        lab.fleet().truths().about(LabClient.requestId(response)).orElseThrow());
  }
}
