package dev.plumbline.lab;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.WireFormat;
import dev.plumbline.lab.anthropic.AnthropicDialect;
import dev.plumbline.lab.chat.Dialect;
import dev.plumbline.lab.model.Guides;
import dev.plumbline.lab.model.LanguageModels;
import dev.plumbline.lab.openai.OpenAiDialect;
import java.util.function.Function;

/** What the lab serves for one version of the catalog: routes and reference answers. Immutable. */
final class Fleet {
  private final Catalog catalog;
  private final Routes routes = new Routes();
  private final Guides guides;

  Fleet(Catalog catalog, int port, Function<Target, Serving> serving) {
    this.catalog = catalog;
    guides =
        new Guides(catalog.suites().stream().flatMap(suite -> suite.probes().stream()).toList());
    Dialect openAi = new OpenAiDialect(LanguageModels.vocabulary());
    Dialect anthropic = new AnthropicDialect();
    for (Target target : catalog.probed()) {
      String path = Serving.endpointPath(target, port);
      if (path != null) {
        routes.add(path, dialect(target.wireFormat(), openAi, anthropic), serving.apply(target));
      }
    }
  }

  Catalog catalog() {
    return catalog;
  }

  Routes routes() {
    return routes;
  }

  boolean serves(Slice slice) {
    return routes.servings().anyMatch(serving -> slice.contains(serving.target().labels()));
  }

  int targetCount() {
    return (int) routes.servings().count();
  }

  /** For prompts the models were not trained on. */
  Guides guides() {
    return guides;
  }

  private static Dialect dialect(WireFormat format, Dialect openAi, Dialect anthropic) {
    return switch (format) {
      case OPENAI_CHAT -> openAi;
      case ANTHROPIC_MESSAGES -> anthropic;
      case BEDROCK_INVOKE,
          BEDROCK_CONVERSE,
          VERTEX_RAW_PREDICT,
          VERTEX_GENERATE_CONTENT,
          SGLANG_GENERATE,
          TGI_GENERATE ->
          throw new IllegalArgumentException("the lab does not speak " + format);
    };
  }
}
