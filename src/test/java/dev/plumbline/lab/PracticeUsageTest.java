package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.PracticeCatalog;
import dev.plumbline.catalog.Probe;
import dev.plumbline.lab.model.ChatTemplate;
import dev.plumbline.lab.model.LanguageModels;
import dev.plumbline.lab.model.Prompt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The practice probes that watch prompt tokens state what the lab's vocabulary makes of them. */
class PracticeUsageTest {

  @Test
  void practiceProbesStateTheirPromptTokensForEveryModel(@TempDir Path folder) throws IOException {
    PracticeCatalog.unpack(folder, 1);
    Catalog catalog = new CatalogLoader().load(folder);
    List<Probe> watching =
        catalog.suites().stream()
            .flatMap(suite -> suite.probes().stream())
            .filter(probe -> probe.use(CheckUse.Usage.class).isPresent())
            .toList();

    assertThat(watching).hasSize(2);
    for (Probe probe : watching) {
      int tokens =
          ChatTemplate.TRAINED.tokens(LanguageModels.vocabulary(), Prompt.of(probe)).length();
      assertThat(probe.use(CheckUse.Usage.class).orElseThrow().promptTokens())
          .as(probe.id())
          .containsOnlyKeys(models(catalog).toList())
          .allSatisfy((_, stated) -> assertThat(stated).isEqualTo(tokens));
    }
  }

  private static Stream<String> models(Catalog catalog) {
    return catalog.targets().stream().map(target -> target.labels().model()).distinct();
  }
}
