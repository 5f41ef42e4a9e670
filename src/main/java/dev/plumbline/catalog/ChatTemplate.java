package dev.plumbline.catalog;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Lays messages out as the one text that a model goes on with, for targets that take a text. Must
 * be the model's own template: with another the model answers worse, everywhere and at once.
 *
 * @param system around a system message, {@code {content}} being what it says
 * @param user around what the user says
 * @param assistant around what the model said before
 * @param answer what the model's answer follows
 */
public record ChatTemplate(
    String begin, String system, String user, String assistant, String answer) {
  private static final String CONTENT = "{content}";

  /** Contents with empty lines between: for models that were never taught to chat. */
  public static final ChatTemplate PLAIN =
      new ChatTemplate("", CONTENT + "\n\n", CONTENT + "\n\n", CONTENT + "\n\n", "");

  /** The markup of Qwen, Yi, Hermes and many others. */
  public static final ChatTemplate CHATML =
      new ChatTemplate(
          "",
          "<|im_start|>system\n{content}<|im_end|>\n",
          "<|im_start|>user\n{content}<|im_end|>\n",
          "<|im_start|>assistant\n{content}<|im_end|>\n",
          "<|im_start|>assistant\n");

  /** Of Llama 3 and its descendants. The server adds the beginning of a text itself. */
  public static final ChatTemplate LLAMA_3 =
      new ChatTemplate(
          "",
          "<|start_header_id|>system<|end_header_id|>\n\n{content}<|eot_id|>",
          "<|start_header_id|>user<|end_header_id|>\n\n{content}<|eot_id|>",
          "<|start_header_id|>assistant<|end_header_id|>\n\n{content}<|eot_id|>",
          "<|start_header_id|>assistant<|end_header_id|>\n\n");

  /** The whole text. */
  public String text(List<Probe.Message> messages) {
    return messages.stream()
        .map(message -> around(message.role()).replace(CONTENT, message.content()))
        .collect(Collectors.joining("", begin, answer));
  }

  private String around(String role) {
    return switch (role) {
      case "system", "developer" -> system;
      case "assistant" -> assistant;
      default -> user;
    };
  }
}
