package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.ProbeTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One exchange from a file. */
class ExchangeFileScorerTest {
  private final ExchangeFileScorer scorer = new ExchangeFileScorer(CheckRegistry.standard());
  @TempDir private Path folder;

  private Path file(Exchange exchange) throws IOException {
    return Files.write(folder.resolve("e.json"), ProbeTopics.EXCHANGES.encode(exchange));
  }

  @Test
  void givesOneReadingForEachCheck() throws Exception {
    Path file = file(Given.exchange("e1", Given.corrupted()));

    assertThat(scorer.score(file, Given.probe(), Given.target()))
        .containsExactly(
            new CheckReading("foreign-script", new Reading.Trial(true, "U+0E2A THAI at 5")),
            new CheckReading("argmax", new Reading.Trial(false, "")),
            new CheckReading("routing", new Reading.Trial(false, "")),
            new CheckReading("format", new Reading.Trial(false, "")));
  }

  @Test
  void withoutATargetNobodyKnowsWhoShouldHaveAnswered() throws Exception {
    Path file = file(Given.exchange("e1", Given.healthy()));

    assertThat(scorer.score(file, Given.probe(), null))
        .filteredOn(reading -> reading.reading() instanceof Reading.NotATrial)
        .extracting(CheckReading::check)
        .containsExactly("routing");
  }

  @Test
  void whatWasNotAnsweredHasNoReadings() throws Exception {
    Path file = file(Given.exchange("e1", new Outcome.TimedOut("body")));

    assertThat(scorer.score(file, Given.probe(), Given.target())).isEmpty();
  }

  @Test
  void otherFilesAreBadInput() throws Exception {
    Path file = Files.writeString(folder.resolve("x.json"), "[]");

    assertThatThrownBy(() -> scorer.score(file, Given.probe(), null))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("x.json: not an exchange");
    assertThatThrownBy(() -> scorer.score(folder.resolve("none"), Given.probe(), null))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("none: cannot be read");
  }
}
