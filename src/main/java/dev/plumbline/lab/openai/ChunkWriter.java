package dev.plumbline.lab.openai;

import dev.plumbline.lab.chat.AnswerHead;
import dev.plumbline.lab.chat.Completion;
import dev.plumbline.lab.chat.Completion.Piece;
import dev.plumbline.lab.chat.JsonBytes;
import dev.plumbline.lab.chat.StreamEvent;
import dev.plumbline.lab.model.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes an answer as server-sent events: a chunk with the role, chunks with text, chunks with tool
 * calls, a chunk with the finish reason, one with token counts where asked for, and {@code [DONE]}.
 * Tokens that share a character travel in one chunk. Only the last chunk carries the fingerprint,
 * as vLLM does.
 */
final class ChunkWriter {
  private final AnswerHead head;
  private final AnswerOptions options;
  private final TokenJson tokens;
  private final ContentFilter filter;
  private final String opening;
  private final String ending;

  ChunkWriter(AnswerHead head, AnswerOptions options, TokenJson tokens, ContentFilter filter) {
    this.head = head;
    this.options = options;
    this.tokens = tokens;
    this.filter = filter;
    opening =
        "data: "
            + AnswerJson.opening(head, "chat.completion.chunk")
            + ",\"service_tier\":\"default\"";
    ending = (options.includeUsage() ? ",\"usage\":null" : "") + "}\n\n";
  }

  List<StreamEvent> write(Completion completion) {
    List<StreamEvent> events = new ArrayList<>(completion.tokens() + 4);
    if (!filter.firstChunk().isEmpty()) {
      events.add(new StreamEvent(new JsonBytes().raw(filter.firstChunk()), 0));
    }
    events.add(role());
    completion.contentPieces().forEach(piece -> events.add(content(piece)));
    List<List<Piece>> calls = completion.callPieces();
    for (int call = 0; call < calls.size(); call++) {
      for (int piece = 0; piece < calls.get(call).size(); piece++) {
        events.add(toolCall(completion, call, piece == 0, calls.get(call).get(piece)));
      }
    }
    events.add(finish(completion));
    if (options.includeUsage()) {
      events.add(usage(completion));
    }
    events.add(new StreamEvent(new JsonBytes().raw("data: [DONE]\n\n"), 0));
    return events;
  }

  private StreamEvent role() {
    JsonBytes json =
        delta().raw("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null},\"logprobs\":null");
    String prompt = options.tokenIds() ? TokenIds.ofPrompt(head) : "";
    json.raw(",\"finish_reason\":null").raw(filter.ofChoice(false)).raw("}]").raw(prompt);
    return new StreamEvent(json.raw(ending), 0);
  }

  private StreamEvent content(Piece piece) {
    JsonBytes json = delta().raw("{\"content\":").text(piece.text()).raw("},\"logprobs\":");
    logprobs(json, piece.steps());
    return ended(json, piece.steps(), true);
  }

  private StreamEvent toolCall(Completion completion, int index, boolean first, Piece piece) {
    JsonBytes json = delta().raw("{\"tool_calls\":[{\"index\":%d,".formatted(index));
    if (first) {
      AnswerJson.call(json, head, index, completion.calls().get(index), piece.text());
    } else {
      json.raw("\"function\":{\"arguments\":").text(piece.text()).raw("}}");
    }
    json.raw("]},\"logprobs\":");
    logprobs(json, piece.steps());
    return ended(json, piece.steps(), false);
  }

  private void logprobs(JsonBytes json, List<Step> steps) {
    if (options.logprobs()) {
      tokens.write(json, steps);
    } else {
      json.raw("null");
    }
  }

  private JsonBytes delta() {
    return new JsonBytes().raw(opening).raw(",\"choices\":[{\"index\":0,\"delta\":");
  }

  private StreamEvent ended(JsonBytes json, List<Step> steps, boolean text) {
    json.raw(",\"finish_reason\":null")
        .raw(options.tokenIds() ? TokenIds.ofSteps(steps) : "")
        .raw(filter.ofChoice(text))
        .raw("}]");
    return new StreamEvent(json.raw(ending), steps.size());
  }

  private StreamEvent finish(Completion completion) {
    String fingerprint = options.includeUsage() ? "" : AnswerJson.fingerprint(head);
    JsonBytes json =
        new JsonBytes()
            .raw(opening)
            .raw(fingerprint)
            .raw(",\"choices\":[{\"index\":0,\"delta\":{},\"logprobs\":null,\"finish_reason\":")
            .text(AnswerJson.finishReason(completion))
            .raw(filter.ofChoice(false))
            .raw("}]")
            .raw(ending);
    return new StreamEvent(json, 0);
  }

  private StreamEvent usage(Completion completion) {
    JsonBytes json =
        new JsonBytes()
            .raw(opening)
            .raw(AnswerJson.fingerprint(head))
            .raw(",\"choices\":[],\"usage\":")
            .raw(AnswerJson.usage(head, completion))
            .raw("}\n\n");
    return new StreamEvent(json, 0);
  }
}
