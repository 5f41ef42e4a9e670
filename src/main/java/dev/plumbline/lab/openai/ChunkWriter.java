package dev.plumbline.lab.openai;

import dev.plumbline.lab.model.Generation;
import dev.plumbline.lab.model.Step;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes an answer as server-sent events: a chunk with the role, chunks with text, a chunk with the
 * finish reason, one with token counts where asked for, and {@code [DONE]}. Tokens that share a
 * character travel in one chunk. Only the last chunk carries the fingerprint, as vLLM does.
 */
public final class ChunkWriter {
  private final ResponseHead head;
  private final ChatRequest request;
  private final TokenJson tokens;
  private final String opening;
  private final String ending;

  public ChunkWriter(ResponseHead head, ChatRequest request, TokenJson tokens) {
    this.head = head;
    this.request = request;
    this.tokens = tokens;
    opening = "data: " + head.opening("chat.completion.chunk") + ",\"service_tier\":\"default\"";
    ending = (request.includeUsage() ? ",\"usage\":null" : "") + "}\n\n";
  }

  /** One event. */
  public static final class Event {
    private final byte[] bytes;
    private final int steps;

    private Event(byte[] bytes, int steps) {
      this.bytes = bytes;
      this.steps = steps;
    }

    /** Decoding steps it waited for. */
    public int steps() {
      return steps;
    }

    public void writeTo(OutputStream out) throws IOException {
      out.write(bytes);
    }
  }

  public List<Event> write(Generation generation) {
    List<Event> events = new ArrayList<>(generation.steps().size() + 4);
    events.add(new Event(role(), 0));
    contents(generation, events);
    events.add(new Event(finish(generation), 0));
    if (request.includeUsage()) {
      events.add(new Event(usage(generation), 0));
    }
    events.add(new Event(new JsonBytes().raw("data: [DONE]\n\n").toByteArray(), 0));
    return events;
  }

  private void contents(Generation generation, List<Event> events) {
    int from = 0;
    int last = generation.steps().size() - 1;
    for (int i = 0; i <= last; i++) {
      String text = generation.texts().get(i);
      if (!text.isEmpty() || i == last) {
        List<Step> steps = generation.steps().subList(from, i + 1);
        events.add(new Event(content(text, steps), steps.size()));
        from = i + 1;
      }
    }
  }

  private byte[] content(String text, List<Step> steps) {
    JsonBytes json =
        new JsonBytes()
            .raw(opening)
            .raw(",\"choices\":[{\"index\":0,\"delta\":{\"content\":")
            .text(text)
            .raw("},\"logprobs\":");
    if (request.logprobs()) {
      tokens.write(json, steps);
    } else {
      json.raw("null");
    }
    return json.raw(",\"finish_reason\":null}]").raw(ending).toByteArray();
  }

  private byte[] role() {
    return new JsonBytes()
        .raw(opening)
        .raw(",\"choices\":[{\"index\":0,\"delta\":")
        .raw("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}")
        .raw(",\"logprobs\":null,\"finish_reason\":null}]")
        .raw(ending)
        .toByteArray();
  }

  private byte[] finish(Generation generation) {
    String fingerprint = request.includeUsage() ? "" : head.fingerprintField();
    return new JsonBytes()
        .raw(opening)
        .raw(fingerprint)
        .raw(",\"choices\":[{\"index\":0,\"delta\":{},\"logprobs\":null,\"finish_reason\":")
        .text(CompletionWriter.finishReason(generation))
        .raw("}]")
        .raw(ending)
        .toByteArray();
  }

  private byte[] usage(Generation generation) {
    return new JsonBytes()
        .raw(opening)
        .raw(head.fingerprintField())
        .raw(",\"choices\":[],\"usage\":")
        .raw(head.usage(generation.steps().size()))
        .raw("}\n\n")
        .toByteArray();
  }
}
