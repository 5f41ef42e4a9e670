package dev.plumbline.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
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
    Tool.@Nullable ExampleCall exampleCall) {

  /** One turn of the conversation sent. */
  public record Message(String role, String content) {}

  /** How this probe feeds a check; empty where it does not. */
  public <U extends CheckUse> Optional<U> use(Class<U> check) {
    return checks.stream().filter(check::isInstance).map(check::cast).findFirst();
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
