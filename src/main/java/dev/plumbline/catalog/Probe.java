package dev.plumbline.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One canned prompt with its sampling parameters, the scripts its answer may use and the checks it
 * feeds. As JSON it is what makes a suite's version: what is asked and judged, not how it is filed.
 *
 * @param id unique within its suite
 * @param family prompts of one kind: {@code arithmetic}; the suite's name unless it says otherwise
 * @param sees the faults it is meant to see
 * @param tools offered to the model; mostly none
 * @param scripts Unicode script names (long form, {@code Latin}) an answer may use; Common and
 *     Inherited always may
 * @param checks what is measured on its answers, no name twice
 * @param example a healthy answer: shown beside evidence, and what the lab's model answers
 * @param exampleCall the same where a healthy answer is a call of a tool
 * @param context a long text before what its last message says; null for none
 */
public record Probe(
    String id,
    @JsonIgnore String family,
    @JsonIgnore Set<FaultClass> sees,
    List<Message> messages,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Tool> tools,
    Sampling sampling,
    Set<String> scripts,
    List<CheckUse> checks,
    @Nullable String example,
    Tool.@Nullable ExampleCall exampleCall,
    @Nullable Context context) {

  /** A probe whose messages are all that is asked. */
  public Probe(
      String id,
      String family,
      Set<FaultClass> sees,
      List<Message> messages,
      List<Tool> tools,
      Sampling sampling,
      Set<String> scripts,
      List<CheckUse> checks,
      @Nullable String example,
      Tool.@Nullable ExampleCall exampleCall) {
    this(id, family, sees, messages, tools, sampling, scripts, checks, example, exampleCall, null);
  }

  /** One turn of the conversation sent. */
  public record Message(String role, String content) {}

  /** How this probe feeds a check; empty where it does not. */
  public <U extends CheckUse> Optional<U> use(Class<U> check) {
    return checks.stream().filter(check::isInstance).map(check::cast).findFirst();
  }

  /** Whether the target can be asked it: not where it is longer than the target reads. */
  public boolean fits(Target target) {
    return context == null || context.fits(target.contextWindow(), sampling.maxTokens());
  }

  /** Whether a target in health has to refuse it, because it is longer than the target reads. */
  public boolean overWindow() {
    return context != null && context.overWindow();
  }

  boolean followsWindow() {
    return context != null && context.measure() != Context.Measure.TOKENS;
  }

  /** What is sent to this target: the context is written out. */
  public Probe askedOf(Target target) {
    if (context == null) {
      return this;
    }
    int question = messages.stream().mapToInt(it -> Context.bytes(it.content())).sum();
    return after(context.text(target, sampling.maxTokens(), id, question));
  }

  /** The same after a text: that stands before what its last message says. */
  public Probe after(String text) {
    List<Message> written = new ArrayList<>(messages);
    Message last = written.removeLast();
    written.add(new Message(last.role(), text + "\n\n" + last.content()));
    return with(List.copyOf(written), sampling, null);
  }

  /** The same, asked for in pieces or in one. */
  public Probe streamed(boolean stream) {
    return stream == sampling.stream() ? this : with(messages, sampling.streamed(stream), context);
  }

  private Probe with(List<Message> asked, Sampling drawn, @Nullable Context before) {
    return new Probe(
        id, family, sees, asked, tools, drawn, scripts, checks, example, exampleCall, before);
  }

  /** Whether its answer is to come in pieces: it asks for that and the target can. */
  public boolean streamedBy(Target target) {
    return sampling.stream() && target.capabilities().contains(Capability.STREAM);
  }

  /** Whether it feeds a check of this name. */
  public boolean uses(String check) {
    return checks.stream().anyMatch(use -> use.name().equals(check));
  }

  public Optional<Tool> tool(String name) {
    return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
  }
}
