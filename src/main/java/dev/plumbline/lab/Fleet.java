package dev.plumbline.lab;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Probe.Message;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import dev.plumbline.lab.model.CannedLanguageModel;
import dev.plumbline.lab.model.Draws;
import dev.plumbline.lab.model.LanguageModel;
import dev.plumbline.lab.model.Vocabulary;
import dev.plumbline.lab.openai.TokenJson;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the lab serves for one version of the catalog: routes and language models. Immutable. */
final class Fleet {
  private final Catalog catalog;
  private final Map<String, Map<String, Serving>> routes = new HashMap<>();
  private final List<Probe> probes;
  private final Map<List<Message>, Set<UnicodeScript>> allowedScripts = new HashMap<>();
  private final Vocabulary vocabulary;
  private final TokenJson tokenJson;
  private final Map<String, LanguageModel> models = new ConcurrentHashMap<>();
  private final Map<String, LanguageModel> longContextModels = new ConcurrentHashMap<>();
  private final long seed;

  Fleet(Catalog catalog, int port, Function<Target, Serving> serving, long seed) {
    this.catalog = catalog;
    this.seed = seed;
    probes = catalog.suites().stream().flatMap(suite -> suite.probes().stream()).toList();
    vocabulary = CannedLanguageModel.vocabularyFor(probes);
    tokenJson = new TokenJson(vocabulary);
    probes.forEach(
        probe -> allowedScripts.computeIfAbsent(probe.messages(), _ -> scriptsOf(probe)));
    for (Target target : catalog.targets()) {
      String path = Serving.endpointPath(target, port);
      if (path != null) {
        routes
            .computeIfAbsent(path, _ -> new HashMap<>())
            .put(target.servedModel(), serving.apply(target));
      }
    }
  }

  Catalog catalog() {
    return catalog;
  }

  /** What is served under an endpoint's path, by model name; null for an unknown path. */
  @Nullable Map<String, Serving> at(String endpointPath) {
    return routes.get(endpointPath);
  }

  boolean serves(Slice slice) {
    return routes.values().stream()
        .flatMap(byModel -> byModel.values().stream())
        .anyMatch(serving -> slice.contains(serving.target().labels()));
  }

  int targetCount() {
    return routes.values().stream().mapToInt(Map::size).sum();
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

  TokenJson tokenJson() {
    return tokenJson;
  }

  /** Scripts that are no surprise in an answer to this prompt. */
  Set<UnicodeScript> homeScripts(List<Message> prompt, String answer) {
    Set<UnicodeScript> home = EnumSet.noneOf(UnicodeScript.class);
    home.addAll(allowedScripts.getOrDefault(prompt, Set.of()));
    home.addAll(Vocabulary.scriptsOf(answer));
    prompt.forEach(message -> home.addAll(Vocabulary.scriptsOf(message.content())));
    return home;
  }

  private static Set<UnicodeScript> scriptsOf(Probe probe) {
    Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
    // Names this JDK does not know stand for scripts the lab has no token of either.
    for (UnicodeScript script : UnicodeScript.values()) {
      if (probe.scripts().stream().anyMatch(script.name()::equalsIgnoreCase)) {
        scripts.add(script);
      }
    }
    String example = probe.example();
    scripts.addAll(Vocabulary.scriptsOf(example == null ? "" : example));
    return scripts;
  }
}
