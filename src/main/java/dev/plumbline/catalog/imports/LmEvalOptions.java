package dev.plumbline.catalog.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The options of a multiple choice.
 *
 * @param texts two or more
 * @param labels what the file calls them; as many
 */
record LmEvalOptions(List<String> texts, List<String> labels) {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final List<String> KEYS = List.of("choices", "options", "endings");
  private static final List<String> GOLD =
      List.of("answerKey", "answer", "gold", "label", "answer_index", "answer_idx", "target");

  /** Empty where the question has none. */
  static Optional<LmEvalOptions> of(JsonNode doc) {
    Optional<JsonNode> listed =
        KEYS.stream()
            .map(doc::path)
            .filter(node -> node.isContainer() && !node.isEmpty())
            .findFirst();
    if (listed.isPresent()) {
      return of(listed.get(), doc);
    }
    List<String> columns =
        letters(26).stream().takeWhile(letter -> doc.path(letter).isString()).toList();
    return columns.size() < 2
        ? Optional.empty()
        : Optional.of(
            new LmEvalOptions(
                columns.stream().map(letter -> doc.path(letter).asString()).toList(), columns));
  }

  private static Optional<LmEvalOptions> of(JsonNode node, JsonNode doc) {
    List<String> texts = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    if (node.path("text").isArray()) {
      node.path("text").forEach(text -> texts.add(JsText.of(text)));
      node.path("label").forEach(label -> labels.add(JsText.of(label)));
    } else if (node.isObject()) {
      node.forEachEntry((label, text) -> {
        labels.add(label);
        texts.add(JsText.of(text));
      });
    } else {
      node.forEach(item -> texts.add(JsText.of(item.isObject() ? item.path("text") : item)));
      node.forEach(item -> labels.add(item.path("label").asString("")));
    }
    return texts.size() < 2 || texts.size() > LETTERS.length() || doc.isMissingNode()
        ? Optional.empty()
        : Optional.of(new LmEvalOptions(List.copyOf(texts), List.copyOf(labels)));
  }

  /** Of the continuations a model was scored on. */
  static Optional<LmEvalOptions> ofContinuations(List<String> texts) {
    return texts.size() < 2 || texts.size() > LETTERS.length()
        ? Optional.empty()
        : Optional.of(
            new LmEvalOptions(texts.stream().map(String::strip).toList(), letters(texts.size())));
  }

  List<String> letters() {
    return letters(texts.size());
  }

  private static List<String> letters(int count) {
    return IntStream.range(0, count).mapToObj(i -> LETTERS.substring(i, i + 1)).toList();
  }

  /** Place of the right one: by label, by text, by letter, or by number from 0. */
  int right(JsonNode doc, JsonNode target) throws NotImportable {
    List<JsonNode> golds =
        Stream.concat(GOLD.stream().map(doc::path), Stream.of(target))
            .map(node -> node.isArray() && node.size() == 1 ? node.get(0) : node)
            .filter(JsonNode::isValueNode)
            .toList();
    for (JsonNode gold : golds) {
      int place = place(gold);
      if (place >= 0) {
        return place;
      }
    }
    throw new NotImportable(
        golds.isEmpty()
            ? "it does not say which option is right"
            : "'%s' is none of its %d options".formatted(JsText.of(golds.getFirst()), texts.size()),
        "write the letter, the text, or the number from 0");
  }

  private int place(JsonNode gold) {
    String text = JsText.of(gold).strip();
    @Nullable Integer number = text.matches("\\d{1,2}") ? Integer.valueOf(text) : null;
    if (gold.isIntegralNumber() && number != null) {
      return number < texts.size() ? number : -1;
    }
    return Stream.of(labels.indexOf(text), texts.indexOf(text), letters().indexOf(text))
        .filter(place -> place >= 0 && place < texts.size())
        .findFirst()
        .orElse(number != null && number < texts.size() ? number : -1);
  }

  /** Whether a text shows them already, each after its letter. */
  boolean shownIn(String prompt) {
    return IntStream.range(0, texts.size())
        .allMatch(i ->
            Stream.of(". ", ") ", ": ")
                .anyMatch(mark -> prompt.contains(letters().get(i) + mark + texts.get(i))));
  }

  /** One a line, after its letter. */
  String list() {
    List<String> lines =
        IntStream.range(0, texts.size())
            .mapToObj(i -> letters().get(i) + ". " + texts.get(i).strip())
            .toList();
    return String.join("\n", lines);
  }
}
