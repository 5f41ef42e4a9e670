package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.yaml.Located;
import dev.plumbline.catalog.yaml.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code prompts}: texts, files of texts and of conversations, by pattern too. */
final class PromptfooPrompts {
  private static final Set<String> FILES =
      Set.of("txt", "md", "json", "jsonl", "yaml", "yml", "j2");
  private static final Set<String> LISTS = Set.of("csv", "xlsx");
  private static final Set<String> FILES_OF_LISTS = Set.of("yaml", "yml");
  private static final String DELIMITER = "---";
  private static final int DEEPEST = 5;

  private final Sources sources;
  private final List<Remark> remarks;
  private final List<PromptfooPrompt> found = new ArrayList<>();

  /** Files of prompts may name files of prompts. */
  private int nested;

  PromptfooPrompts(Sources sources, List<Remark> remarks) {
    this.sources = sources;
    this.remarks = remarks;
  }

  List<PromptfooPrompt> read(Located prompts) {
    boolean single = Parts.part(prompts, "raw") != null || Parts.part(prompts, "id") != null;
    if (prompts instanceof Located.Mapping(_, Map<String, Located> labels) && !single) {
      labels.forEach((file, label) -> add(file, label.at(), Parts.text(label), null));
    } else {
      Parts.items(prompts).forEach(this::item);
    }
    return found;
  }

  private void item(Located item) {
    String id = Parts.text(item, "id");
    String raw = Parts.text(item, "raw");
    String text = item instanceof Located.Scalar ? Parts.text(item) : raw == null ? id : raw;
    if (text == null) {
      sources.errors().add(item.at(), "a prompt without text", "write it under 'raw'");
    } else {
      add(text, item.at(), Parts.text(item, "label"), id);
    }
  }

  private void add(String text, Location at, @Nullable String label, @Nullable String id) {
    String extension = Sources.extension(text);
    boolean oneLine = !text.contains("\n") && !text.contains("{{");
    boolean named = oneLine && !text.contains(" ") && text.contains(".");
    if (text.matches("(?s)(https?|langfuse|portkey|helicone|exec)://?.*")
        || text.startsWith("exec:")) {
      lost(at, "prompt '%s' is kept elsewhere".formatted(text));
    } else if ((Sources.isReference(text) || named) && Sources.isCode(text)) {
      lost(at, "prompt '%s' is made by code".formatted(text));
    } else if ((Sources.isReference(text) || named) && LISTS.contains(extension)) {
      lost(at, "prompts in '%s' are a table".formatted(text));
    } else if (Sources.isReference(text) || (named && FILES.contains(extension))) {
      for (String file : sources.matching(text, at)) {
        sources.text(file, at).ifPresent(content -> file(file, content, at, label, id));
      }
    } else {
      found.add(new PromptfooPrompt(at, label, id, text));
    }
  }

  private void file(
      String file, String content, Location at, @Nullable String label, @Nullable String id) {
    if (FILES_OF_LISTS.contains(Sources.extension(file)) && nested < DEEPEST) {
      Located listed = sources.parsed(file, content).orElse(null);
      if (listed instanceof Located.Sequence(_, List<Located> items)
          && items.stream().allMatch(item -> Parts.part(item, "role") == null)) {
        nested++;
        items.forEach(this::item);
        nested--;
        return;
      }
    }
    List<String> texts =
        switch (Sources.extension(file)) {
          case "txt" -> split(content);
          case "jsonl" -> content.lines().filter(line -> !line.isBlank()).toList();
          case "yaml", "yml" ->
              sources.parsed(file, content).map(value -> value.json().toString()).stream().toList();
          default -> List.of(content);
        };
    if (texts.stream().allMatch(String::isBlank)) {
      sources.errors().add(at, "'%s' holds no prompt".formatted(file), "write one into it");
    }
    String name = label == null ? file : label;
    texts.forEach(text -> found.add(new PromptfooPrompt(at, name, id, text)));
  }

  private static List<String> split(String content) {
    List<String> texts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (String line : (content + "\n" + DELIMITER).lines().toList()) {
      if (!line.strip().equals(DELIMITER)) {
        text.append(line).append('\n');
      } else {
        if (!text.toString().isBlank()) {
          texts.add(text.toString().strip());
        }
        text.setLength(0);
      }
    }
    return texts;
  }

  private void lost(Location at, String what) {
    remarks.add(new Remark(at.file(), at.line(), "", what, "write the prompt out as text", true));
  }
}
