package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.yaml.Located;
import dev.plumbline.catalog.yaml.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code tests}, {@code scenarios} and {@code defaultTest}, from files too. */
final class PromptfooTests {
  private static final String ELSEWHERE = "(?s)(https?|huggingface|sharepoint|az|s3)://.*";

  private final Sources sources;
  private final List<Remark> remarks;

  PromptfooTests(Sources sources, List<Remark> remarks) {
    this.sources = sources;
    this.remarks = remarks;
  }

  /** Every test over the default one; that one alone where there are none. */
  List<PromptfooTest> read(Located config) {
    PromptfooTest base = defaultTest(config);
    List<PromptfooTest> tests = new ArrayList<>(tests(Parts.part(config, "tests")));
    for (Located scenario : Parts.items(Parts.part(config, "scenarios"))) {
      tests.addAll(scenario(scenario));
    }
    if (tests.isEmpty() && Parts.part(config, "tests") == null) {
      return List.of(base);
    }
    return tests.stream().map(test -> test.over(base)).toList();
  }

  private PromptfooTest defaultTest(Located config) {
    Located written = Parts.part(config, "defaultTest");
    String file = Parts.text(written);
    if (written != null && file != null) {
      written = sources.document(file, written.at()).orElse(null);
    }
    Located known = written == null ? Sources.none(config.at()) : written;
    return PromptfooTest.of(known, "defaultTest", vars(known));
  }

  private List<PromptfooTest> scenario(Located scenario) {
    List<PromptfooTest> tests = tests(Parts.part(scenario, "tests"));
    List<PromptfooTest> found = new ArrayList<>();
    for (PromptfooTest data : tests(Parts.part(scenario, "config"))) {
      tests.forEach(test -> found.add(test.over(data)));
    }
    return found;
  }

  private List<PromptfooTest> tests(@Nullable Located tests) {
    List<PromptfooTest> found = new ArrayList<>();
    for (Located item : Parts.items(tests)) {
      String name = Parts.text(item instanceof Located.Mapping ? Parts.part(item, "path") : item);
      if (name != null) {
        found.addAll(file(name, item.at()));
      } else {
        found.add(test(item));
      }
    }
    return found;
  }

  private PromptfooTest test(Located written) {
    String description = Parts.text(written, "description");
    String where = description == null ? "test" : "test '" + description + "'";
    return PromptfooTest.of(written, where, vars(written));
  }

  private Map<String, Located> vars(Located test) {
    Located vars = Parts.part(test, "vars");
    String file = Parts.text(vars);
    if (vars != null && file != null) {
      vars = sources.document(file, vars.at()).orElse(null);
    }
    return vars instanceof Located.Mapping(_, Map<String, Located> entries) ? entries : Map.of();
  }

  private List<PromptfooTest> file(String name, Location at) {
    if (name.matches(ELSEWHERE)) {
      return lost(at, "tests '%s' are kept elsewhere".formatted(name));
    }
    if (Sources.isCode(name)) {
      return lost(at, "tests '%s' are made by code".formatted(name));
    }
    if (List.of("xlsx", "xls").contains(Sources.extension(name))) {
      return lost(at, "tests '%s' are a spreadsheet".formatted(name));
    }
    List<PromptfooTest> found = new ArrayList<>();
    for (String file : sources.matching(name, at)) {
      switch (Sources.extension(file)) {
        case "csv" ->
            sources
                .text(file, at)
                .ifPresent(text -> found.addAll(PromptfooTable.read(file, text, sources.errors())));
        case "jsonl" -> sources.text(file, at).ifPresent(text -> found.addAll(lines(file, text)));
        default -> sources.document(file, at).ifPresent(tests -> found.addAll(tests(tests)));
      }
    }
    return found;
  }

  /** Blank lines before each keep its number. */
  private List<PromptfooTest> lines(String file, String text) {
    List<PromptfooTest> found = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        sources
            .parsed(file, "\n".repeat(i) + lines.get(i))
            .ifPresent(test -> found.add(test(test)));
      }
    }
    return found;
  }

  private List<PromptfooTest> lost(Location at, String what) {
    remarks.add(
        new Remark(
            at.file(),
            at.line(),
            "tests",
            what,
            "save them as YAML or CSV beside the config",
            true));
    return List.of();
  }
}
