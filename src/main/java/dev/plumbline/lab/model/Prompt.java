package dev.plumbline.lab.model;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Probe.Message;
import dev.plumbline.catalog.Tool;
import java.util.List;
import java.util.stream.Stream;

/** What a model is asked, and the tools it is offered. */
public record Prompt(List<Message> messages, List<Tool> tools) implements Input {

  public static Prompt of(Probe probe) {
    return new Prompt(probe.messages(), probe.tools());
  }

  /** The last message alone, with the instructions of the system. */
  public Prompt lastTurn() {
    return new Prompt(
        Stream.concat(
                messages.stream()
                    .limit(messages.size() - 1L)
                    .filter(message -> message.role().equals("system")),
                Stream.of(messages.getLast()))
            .toList(),
        tools);
  }
}
