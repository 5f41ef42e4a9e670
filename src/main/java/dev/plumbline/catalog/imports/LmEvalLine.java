package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.Expected;
import dev.plumbline.catalog.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes a question of one line: of a log of samples, or of the task itself. */
final class LmEvalLine {
  private static final List<String> QUESTIONS =
      List.of(
          "question",
          "query",
          "prompt",
          "problem",
          "goal",
          "question_stem",
          "sentence",
          "ctx",
          "input",
          "instruction",
          "text",
          "context");
  private static final List<String> BEFORE = List.of("passage", "context", "instruction", "story");
  private static final List<String> FAMILIES = List.of("subject", "category");
  private static final String CUE = "(?i)\\s*\\b(answer|a)\\s*:\\s*$";

  private final JsonNode line;
  private final JsonNode doc;
  private final LmEvalArguments arguments;
  private final String append;

  private LmEvalLine(JsonNode line, String append) {
    this.line = line;
    this.doc = line.path("doc").isObject() ? line.path("doc") : line;
    this.arguments = LmEvalArguments.of(line.path("arguments"));
    this.append = append;
  }

  /**
   * @param append said after the question; empty for nothing
   * @throws NotImportable if it asks nothing, or has no single right answer
   */
  static LmEvalQuestion read(JsonNode line, int number, String append) throws NotImportable {
    return new LmEvalLine(line, append).question(number);
  }

  private LmEvalQuestion question(int number) throws NotImportable {
    Optional<LmEvalOptions> options =
        LmEvalOptions.of(doc).or(() -> LmEvalOptions.ofContinuations(arguments.continuations()));
    String asked = arguments.prompt() == null ? own() : arguments.prompt();
    List<Probe.Message> turns = ChatMessages.of(asked, text -> text);
    Expected expected =
        options.isPresent() ? choice(options.get()) : LmEvalTarget.expected(target());
    return new LmEvalQuestion(
        number, title(turns), family(), withLast(turns, options.orElse(null)), expected);
  }

  private Expected choice(LmEvalOptions options) throws NotImportable {
    int right = options.right(doc, line.path("target"));
    return new Expected.Choice(options.letters().get(right), options.letters());
  }

  /** The last turn with the options and what is to be said after them. */
  private List<Probe.Message> withLast(List<Probe.Message> turns, @Nullable LmEvalOptions options) {
    Probe.Message last = turns.getLast();
    String text = last.content().stripTrailing();
    if (options != null) {
      String question = text.replaceFirst(CUE, "");
      String listed = options.shownIn(question) ? "" : "\n\n" + options.list();
      List<String> letters = options.letters();
      text =
          "%s%s\n\nAnswer with the letter alone: %s or %s."
              .formatted(
                  question,
                  listed,
                  String.join(", ", letters.subList(0, letters.size() - 1)),
                  letters.getLast());
    }
    if (!append.isBlank()) {
      text += "\n\n" + append;
    }
    List<Probe.Message> messages = new ArrayList<>(turns.subList(0, turns.size() - 1));
    messages.add(new Probe.Message(last.role(), text));
    return List.copyOf(messages);
  }

  private String own() throws NotImportable {
    Optional<String> asked = first(QUESTIONS);
    if (asked.isEmpty()) {
      throw new NotImportable(
          "it asks nothing", "write the question under one of " + String.join(", ", QUESTIONS));
    }
    Stream<String> before = first(BEFORE).filter(text -> !text.equals(asked.get())).stream();
    return String.join("\n\n", Stream.concat(before, asked.stream()).toList());
  }

  private Optional<String> first(List<String> keys) {
    return keys.stream()
        .map(key -> doc.path(key).asString("").strip())
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  private JsonNode target() {
    return Stream.concat(
            Stream.of(line.path("target")),
            Stream.of("answer", "target", "gold", "label", "answers", "output", "completion")
                .map(doc::path))
        .filter(node -> !node.isMissingNode() && !node.isNull())
        .findFirst()
        .orElse(line.path("target"));
  }

  private String title(List<Probe.Message> turns) {
    String text = first(QUESTIONS).orElse(turns.getLast().content()).strip();
    return text.replaceFirst("(?i)^question:\\s*", "");
  }

  private @Nullable String family() {
    String slug = first(FAMILIES).map(Slugs::of).orElse("");
    return slug.isEmpty() ? null : slug;
  }
}
