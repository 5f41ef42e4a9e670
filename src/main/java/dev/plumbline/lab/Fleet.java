package dev.plumbline.lab;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.WireFormat;
import dev.plumbline.lab.anthropic.AnthropicDialect;
import dev.plumbline.lab.chat.Dialect;
import dev.plumbline.lab.model.CannedLanguageModel;
import dev.plumbline.lab.model.Draws;
import dev.plumbline.lab.model.LanguageModel;
import dev.plumbline.lab.model.Prompt;
import dev.plumbline.lab.model.ToolCallTemplate;
import dev.plumbline.lab.model.Vocabulary;
import dev.plumbline.lab.openai.OpenAiDialect;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What the lab serves for one version of the catalog: routes and language models. Immutable. */
final class Fleet {
  private final Catalog catalog;
  private final Routes routes = new Routes();
  private final List<Probe> probes;
  private final Map<Prompt.Key, Set<UnicodeScript>> allowedScripts = new HashMap<>();
  private final Vocabulary vocabulary;
  private final Map<String, LanguageModel> models = new ConcurrentHashMap<>();
  private final Map<String, LanguageModel> longContextModels = new ConcurrentHashMap<>();
  private final long seed;

  Fleet(Catalog catalog, int port, Function<Target, Serving> serving, long seed) {
    this.catalog = catalog;
    this.seed = seed;
    probes = catalog.suites().stream().flatMap(suite -> suite.probes().stream()).toList();
    vocabulary = CannedLanguageModel.vocabularyFor(probes);
    Dialect openAi = new OpenAiDialect(vocabulary);
    Dialect anthropic = new AnthropicDialect();
    probes.forEach(
        probe -> allowedScripts.computeIfAbsent(Prompt.of(probe).key(), _ -> scriptsOf(probe)));
    for (Target target : catalog.targets()) {
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

  LanguageModel model(Labels labels, boolean longContext) {
    // The same model behaves alike on every platform: its seed comes from its name alone.
    long modelSeed = Draws.hash(seed, labels.model());
    return longContext
        ? longContextModels.computeIfAbsent(
            labels.model(),
            _ -> CannedLanguageModel.longContext(vocabulary, probes, Draws.hash(modelSeed, 1)))
        : models.computeIfAbsent(
            labels.model(), _ -> CannedLanguageModel.usual(vocabulary, probes, modelSeed));
  }

  /** Scripts that are no surprise in an answer to this prompt. */
  Set<UnicodeScript> homeScripts(Prompt prompt, String answer) {
    Set<UnicodeScript> home = EnumSet.noneOf(UnicodeScript.class);
    home.addAll(allowedScripts.getOrDefault(prompt.key(), Set.of()));
    home.addAll(Vocabulary.scriptsOf(answer));
    prompt.messages().forEach(message -> home.addAll(Vocabulary.scriptsOf(message.content())));
    return home;
  }

  private static Dialect dialect(WireFormat format, Dialect openAi, Dialect anthropic) {
    return switch (format) {
      case OPENAI_CHAT -> openAi;
      case ANTHROPIC_MESSAGES -> anthropic;
    };
  }

  private static Set<UnicodeScript> scriptsOf(Probe probe) {
    Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
    // Names this JDK does not know stand for scripts the lab has no token of either.
    for (UnicodeScript script : UnicodeScript.values()) {
      if (probe.scripts().stream().anyMatch(script.name()::equalsIgnoreCase)) {
        scripts.add(script);
      }
    }
    String example = ToolCallTemplate.answer(probe);
    scripts.addAll(Vocabulary.scriptsOf(example == null ? "" : example));
    return scripts;
  }
}
