package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.PracticeCatalog;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.StopReason;
import dev.plumbline.catalog.Tool;
import dev.plumbline.probe.Answer;
import dev.plumbline.reference.ReferenceCapture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The healthy answer that every prompt of the practice suites names passes every check it feeds.
 */
class PracticeSuitesTest {
  /** They judge what a response has beside its text; no example says that. */
  private static final Set<String> OF_RESPONSES =
      Set.of(RoutingCheck.NAME, ArgmaxCheck.NAME, CheckUse.Usage.NAME, CheckUse.Cost.NAME);

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> everyExampleIsHealthy() throws IOException {
    PracticeCatalog.unpack(folder, 18080);
    Catalog catalog = new CatalogLoader().load(folder);
    return catalog.suites().stream()
        .flatMap(suite -> suite.probes().stream())
        .map(probe -> DynamicTest.dynamicTest(probe.id(), () -> isHealthy(probe)));
  }

  private static void isHealthy(Probe probe) {
    Answer answer = answer(probe);
    Subject subject = Given.subject(Given.target(), probe, answer, Given.response(""));
    for (CheckUse use : probe.checks()) {
      Check check = CheckRegistry.standard().check(use.name()).orElseThrow();
      boolean compares = ReferenceCapture.CHECKS.contains(check.name());
      if (!compares && !OF_RESPONSES.contains(check.name())) {
        assertThat(check.inapplicable(Given.target(), probe)).as(use.name()).isEmpty();
        assertThat(fault(check.read(subject))).as(use.name()).isEmpty();
      }
    }
  }

  private static Optional<String> fault(Reading reading) {
    return switch (reading) {
      case Reading.Trial(boolean failed, String found) ->
          failed ? Optional.of(found) : Optional.empty();
      case Reading.Compared _ -> throw new AssertionError("compared without a reference");
      case Reading.Graded(double grade, _, String found) ->
          grade < 1 ? Optional.of(found) : Optional.empty();
      case Reading.Score(double score, String found) ->
          score < 1 ? Optional.of(found) : Optional.empty();
      case Reading.Quantity _, Reading.NotATrial _ -> Optional.empty();
    };
  }

  private static Answer answer(Probe probe) {
    Tool.ExampleCall call = probe.exampleCall();
    String finish =
        probe.use(CheckUse.Stop.class).map(CheckUse.Stop::expected).orElse(StopReason.END)
                == StopReason.LENGTH
            ? "length"
            : "stop";
    return call == null
        ? new Answer(
            Objects.requireNonNull(probe.example()), finish, List.of(), null, null, List.of())
        : new Answer(
            "",
            "tool_calls",
            List.of(),
            null,
            null,
            List.of(new Answer.ToolCall(call.name(), call.arguments().toString())));
  }
}
