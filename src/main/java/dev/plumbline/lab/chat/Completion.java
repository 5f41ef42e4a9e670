package dev.plumbline.lab.chat;

import dev.plumbline.lab.model.Generation;
import dev.plumbline.lab.model.Step;
import dev.plumbline.lab.model.ToolCallTemplate;
import java.util.ArrayList;
import java.util.List;

/**
 * What the serving layer makes of a generation: text and, where tools were offered and the model
 * called some, calls.
 *
 * @param content the text before the calls
 */
public record Completion(Generation generation, String content, List<ToolCall> calls) {

  /** Why an answer ended. */
  public enum Ending {
    END,
    STOP_TEXT,
    LENGTH,
    TOOL_CALLS
  }

  /** A piece of text or arguments and the steps that wrote it. */
  public record Piece(String text, List<Step> steps) {}

  /**
   * Reads what was written.
   *
   * @param toolsOffered without tools nothing is taken for a call
   */
  public static Completion of(Generation generation, boolean toolsOffered) {
    String text = generation.text();
    List<ToolCall> calls = toolsOffered ? ToolCallParser.calls(text) : List.of();
    String content =
        calls.isEmpty() ? text : text.substring(0, text.indexOf(ToolCallTemplate.OPENING));
    return new Completion(generation, content, calls);
  }

  public int tokens() {
    return generation.steps().size();
  }

  public Ending ending() {
    if (!calls.isEmpty()) {
      return Ending.TOOL_CALLS;
    }
    if (generation.stopText() != null) {
      return Ending.STOP_TEXT;
    }
    return generation.finished() ? Ending.END : Ending.LENGTH;
  }

  /** Content as it became certain: tokens that share a character are one piece. */
  public List<Piece> contentPieces() {
    List<Piece> pieces = new ArrayList<>();
    int from = 0;
    int left = content.length();
    int last = contentSteps() - 1;
    for (int i = 0; i <= last; i++) {
      String text = generation.texts().get(i);
      if (!text.isEmpty() || i == last) {
        String kept = text.substring(0, Math.min(left, text.length()));
        pieces.add(new Piece(kept, generation.steps().subList(from, i + 1)));
        left -= kept.length();
        from = i + 1;
      }
    }
    return pieces;
  }

  /**
   * The calls in pieces, one list a call: an empty one first, with the name, then those of the
   * arguments. The steps that wrote the calls are spread evenly over all of them.
   */
  public List<List<Piece>> callPieces() {
    List<List<String>> texts =
        calls.stream().map(call -> ArgumentPieces.of(call.arguments())).toList();
    List<Step> steps = generation.steps().subList(contentSteps(), tokens());
    int all = texts.stream().mapToInt(List::size).sum();
    int before = 0;
    List<List<Piece>> pieces = new ArrayList<>();
    for (List<String> call : texts) {
      List<Piece> written = new ArrayList<>();
      for (String text : call) {
        int from = before * steps.size() / all;
        before++;
        written.add(new Piece(text, steps.subList(from, before * steps.size() / all)));
      }
      pieces.add(written);
    }
    return pieces;
  }

  /** Steps that wrote content: all, or those before the first call. */
  private int contentSteps() {
    if (calls.isEmpty()) {
      return tokens();
    }
    int steps = 0;
    for (int length = 0; length < content.length(); steps++) {
      length += generation.texts().get(steps).length();
    }
    return steps;
  }
}
