package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.InvalidCatalogException;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Located;
import dev.plumbline.catalog.yaml.Location;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Reads a config of promptfoo: each of its prompts with each of its tests is a probe, each
 * deterministic assertion a check.
 */
public final class PromptfooReader {
  private final Sources sources;
  private final AssertionMapper mapper;
  private final ImportOptions options;
  private final Slugs ids = new Slugs();
  private final Set<Remark> remarks = new LinkedHashSet<>();
  private final List<ImportedProbe> probes = new ArrayList<>();

  private PromptfooReader(Sources sources, ImportOptions options) {
    this.sources = sources;
    this.mapper = new AssertionMapper(sources);
    this.options = options;
  }

  /**
   * Reads a config and the files it names.
   *
   * @param config {@code promptfooconfig.yaml} or {@code .json}
   * @throws InvalidCatalogException with everything that cannot be read, or if nothing is left
   */
  public static ImportedSuite read(Path config, ImportOptions options) {
    Path file = config.toAbsolutePath();
    String name = Objects.requireNonNull(file.getFileName()).toString();
    Errors errors = new Errors();
    if (Sources.isCode(name)) {
      errors.add(Location.wholeFile(name), "is code", "write the config as YAML or JSON");
      errors.throwIfAny();
    }
    Sources sources = new Sources(Objects.requireNonNull(file.getParent()), errors);
    Located root =
        sources
            .document(name, Location.wholeFile(name))
            .orElseGet(() -> Sources.none(Location.wholeFile(name)));
    errors.throwIfAny();
    return new PromptfooReader(sources, options).read(root, name);
  }

  private ImportedSuite read(Located root, String file) {
    Errors errors = sources.errors();
    Located written = Parts.part(root, "prompts");
    if (written == null) {
      errors.add(
          root.at(), "'prompts' is missing", "name a promptfoo config; its prompts are asked");
      errors.throwIfAny();
    }
    List<Remark> unread = new ArrayList<>();
    List<PromptfooPrompt> prompts =
        new PromptfooPrompts(sources, unread).read(Objects.requireNonNull(written));
    List<PromptfooTest> tests = new PromptfooTests(sources, unread).read(root);
    Located generated = Parts.part(root, "redteam");
    if (generated != null) {
      unread.add(
          new Remark(
              file,
              generated.at().line(),
              "redteam",
              "its tests are made by a model",
              "have promptfoo write them out, and import those",
              true));
    }
    remarks.addAll(unread);
    tests.forEach(test -> add(test, prompts));
    errors.throwIfAny();
    if (probes.isEmpty()) {
      remarks.forEach(remark -> errors.add(place(remark), remark.what(), remark.remedy()));
      errors.add(root.at(), "nothing of it can be imported", "see the other lines");
      errors.throwIfAny();
    }
    return new ImportedSuite(
        options.name(file),
        file,
        "promptfoo",
        options.maxTokens(),
        List.copyOf(probes),
        remarks.stream().sorted(Remark.IN_READING_ORDER).toList());
  }

  private static Location place(Remark remark) {
    return new Location(remark.file(), remark.line(), 1, "");
  }

  private void add(PromptfooTest test, List<PromptfooPrompt> prompts) {
    List<PromptfooPrompt> asked =
        prompts.stream()
            .filter(prompt ->
                test.prompts().isEmpty() || test.prompts().stream().anyMatch(prompt::isNamed))
            .toList();
    try {
      List<Map<String, JsonNode>> combinations = new Variables(sources).combinations(test);
      for (Map<String, JsonNode> variables : combinations) {
        List<CheckUse> checks = PromptfooChecks.of(test, variables, mapper, remarks);
        String varying = combinations.size() == 1 ? "" : varying(variables, combinations);
        if (checks.isEmpty() && options.strict()) {
          remark(test, "no assertion is left, so it is left out", "see its other lines", true);
          continue;
        }
        for (PromptfooPrompt prompt : asked) {
          add(test, prompt, asked, variables, checks, varying);
        }
      }
    } catch (NotImportable e) {
      remark(test, e.why(), e.remedy(), true);
    }
  }

  private void add(
      PromptfooTest test,
      PromptfooPrompt prompt,
      List<PromptfooPrompt> asked,
      Map<String, JsonNode> variables,
      List<CheckUse> checks,
      String varying) {
    Set<String> missing = new TreeSet<>();
    try {
      String raw = prompt.raw();
      if (ChatMessages.turns(raw) == null) {
        raw = test.option("prefix") + raw + test.option("suffix");
      }
      List<Probe.Message> messages =
          ChatMessages.of(raw, text -> Template.render(text, variables, missing));
      String base =
          test.description() == null
              ? values(variables, messages)
              : Template.render(test.description(), variables, missing) + " " + varying;
      String id =
          ids.unique(
              asked.size() == 1 ? base : Slugs.of(base) + "-" + variant(prompt, asked), "prompt");
      probes.add(
          new ImportedProbe(
              id,
              null,
              messages,
              checks,
              AnswerScripts.of(messages, checks),
              "%s, line %d".formatted(test.at().file(), Math.max(1, test.at().line()))));
    } catch (NotImportable e) {
      remarks.add(
          new Remark(prompt.at().file(), prompt.at().line(), "prompt", e.why(), e.remedy(), true));
    }
    for (String name : missing) {
      String what = "{{%s}} has no value; nothing stands there".formatted(name);
      remark(test, what, "give it one under vars", false);
    }
  }

  /** What tells a test without a description from the others: its values, or what it asks. */
  private static String values(Map<String, JsonNode> variables, List<Probe.Message> messages) {
    String values = String.join(" ", variables.values().stream().map(JsText::of).toList());
    return Slugs.of(values).isEmpty() ? messages.getLast().content() : values;
  }

  private static String varying(
      Map<String, JsonNode> variables, List<Map<String, JsonNode>> combinations) {
    List<String> values =
        variables.entrySet().stream()
            .filter(variable ->
                combinations.stream()
                    .anyMatch(other -> !variable.getValue().equals(other.get(variable.getKey()))))
            .map(variable -> JsText.of(variable.getValue()))
            .toList();
    return String.join(" ", values);
  }

  private static String variant(PromptfooPrompt prompt, List<PromptfooPrompt> asked) {
    String label = prompt.label();
    if (label == null || label.length() > 30) {
      return "p" + (asked.indexOf(prompt) + 1);
    }
    boolean own = asked.stream().filter(other -> label.equals(other.label())).count() == 1;
    return own ? label : "p" + (asked.indexOf(prompt) + 1);
  }

  private void remark(PromptfooTest test, String what, String remedy, boolean lost) {
    remarks.add(new Remark(test.at().file(), test.at().line(), test.where(), what, remedy, lost));
  }
}
