package dev.plumbline.lab.model;

import dev.plumbline.catalog.Probe.Message;
import dev.plumbline.lab.transformer.SpecialToken;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How a conversation is laid out as one sequence of tokens, up to where the answer begins. */
public enum ChatTemplate {
  /** As the models were trained: special tokens around each message. */
  TRAINED {
    @Override
    IntStream layOut(Vocabulary vocabulary, Prompt prompt) {
      IntStream.Builder tokens = IntStream.builder();
      tokens.add(vocabulary.id(SpecialToken.BEGIN));
      if (!prompt.tools().isEmpty()) {
        append(tokens, vocabulary, SpecialToken.TOOLS, tools(prompt));
      }
      for (Message message : prompt.messages()) {
        append(tokens, vocabulary, opening(message), message.content());
      }
      return tokens.add(vocabulary.id(SpecialToken.ASSISTANT)).build();
    }
  },

  /** Another family's: headings in the text, as a wrongly configured server has it. */
  HEADINGS {
    @Override
    IntStream layOut(Vocabulary vocabulary, Prompt prompt) {
      String tools = prompt.tools().isEmpty() ? "" : "### Tools:\n" + tools(prompt) + "\n\n";
      String messages =
          prompt.messages().stream()
              .map(message -> "### %s:\n%s\n\n".formatted(heading(message), message.content()))
              .collect(Collectors.joining());
      return IntStream.concat(
          IntStream.of(vocabulary.id(SpecialToken.BEGIN)),
          IntStream.of(vocabulary.tokenize(tools + messages + "### Response:\n")));
    }
  };

  /** The prompt's tokens. */
  public TokenSequence tokens(Vocabulary vocabulary, Prompt prompt) {
    return new TokenSequence(layOut(vocabulary, prompt).toArray());
  }

  abstract IntStream layOut(Vocabulary vocabulary, Prompt prompt);

  private static void append(
      IntStream.Builder tokens, Vocabulary vocabulary, SpecialToken opening, String text) {
    tokens.add(vocabulary.id(opening));
    IntStream.of(vocabulary.tokenize(text)).forEach(tokens::add);
    tokens.add(vocabulary.end());
  }

  private static SpecialToken opening(Message message) {
    return switch (message.role()) {
      case "system", "developer" -> SpecialToken.SYSTEM;
      case "assistant" -> SpecialToken.ASSISTANT;
      default -> SpecialToken.USER;
    };
  }

  private static String tools(Prompt prompt) {
    return prompt.tools().stream()
        .map(ToolCallTemplate::description)
        .collect(Collectors.joining("\n"));
  }

  private static String heading(Message message) {
    return message.role().equals("user")
        ? "Instruction"
        : message.role().substring(0, 1).toUpperCase(Locale.ROOT) + message.role().substring(1);
  }
}
