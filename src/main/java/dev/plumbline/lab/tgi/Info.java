package dev.plumbline.lab.tgi;

import dev.plumbline.lab.chat.JsonBytes;
import dev.plumbline.lab.chat.ServedModel;

/** The answer to {@code GET /info}. */
final class Info {
  private Info() {}

  static byte[] of(ServedModel model) {
    return new JsonBytes()
        .raw("{\"model_id\":")
        .text(model.id())
        .raw(",\"model_sha\":null,\"model_pipeline_tag\":\"text-generation\"")
        .raw(",\"max_concurrent_requests\":128,\"max_best_of\":1")
        .raw(",\"max_stop_sequences\":%d".formatted(TextReader.MOST_STOPS))
        .raw(",\"max_input_tokens\":%d".formatted(model.maxModelLength() - 1))
        .raw(",\"max_total_tokens\":%d".formatted(model.maxModelLength()))
        .raw(",\"validation_workers\":2,\"max_client_batch_size\":4")
        .raw(",\"router\":\"text-generation-router\",\"version\":\"3.3.6-dev0\"")
        .raw(",\"sha\":null,\"docker_label\":null}")
        .toByteArray();
  }
}
