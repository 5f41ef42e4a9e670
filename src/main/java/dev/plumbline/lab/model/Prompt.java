package dev.plumbline.lab.model;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Probe.Message;
import dev.plumbline.catalog.Tool;
import java.util.List;

/** What a model is asked, and the tools it is offered. */
public record Prompt(List<Message> messages, List<Tool> tools) {

  public static Prompt of(Probe probe) {
    return new Prompt(probe.messages(), probe.tools());
  }

  /** The same prompt with other tools is another prompt. */
  public record Key(List<Message> messages, List<String> tools) {}

  public Key key() {
    return new Key(messages, tools.stream().map(Tool::name).toList());
  }
}
