package dev.plumbline.catalog;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One canned prompt with its sampling parameters, the scripts its answer may use and the checks it
 * feeds.
 *
 * @param id unique within its suite
 * @param scripts Unicode script names (long form, {@code Latin}) an answer may use; Common and
 *     Inherited always may
 * @param checks what is measured on its answers
 * @param example a healthy answer: shown beside evidence, and what the lab's model answers
 */
public record Probe(
    String id,
    List<Message> messages,
    Sampling sampling,
    Set<String> scripts,
    List<CheckUse> checks,
    @Nullable String example) {

  /** One turn of the conversation sent. */
  public record Message(String role, String content) {}

  /**
   * A check this probe feeds.
   *
   * @param name {@code foreign-script}, {@code argmax}, {@code routing} or {@code format}
   * @param option what the check needs to know, {@code json} for {@code format}; else null
   */
  public record CheckUse(String name, @Nullable String option) {}
}
