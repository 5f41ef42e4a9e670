package dev.plumbline.lab.openai;

import dev.plumbline.lab.chat.JsonBytes;
import java.util.List;

/** The answer to {@code GET <endpoint>/models}, with vLLM's {@code max_model_len}. */
public final class ModelList {
  private ModelList() {}

  /** One served model. */
  public record Model(String id, long created, String ownedBy, int maxModelLength) {}

  public static byte[] json(List<Model> models) {
    JsonBytes json = new JsonBytes().raw("{\"object\":\"list\",\"data\":[");
    for (int i = 0; i < models.size(); i++) {
      Model model = models.get(i);
      json.raw(i == 0 ? "{\"id\":" : ",{\"id\":")
          .text(model.id())
          .raw(",\"object\":\"model\",\"created\":")
          .number(model.created())
          .raw(",\"owned_by\":")
          .text(model.ownedBy())
          .raw(",\"max_model_len\":")
          .number(model.maxModelLength())
          .raw("}");
    }
    return json.raw("]}").toByteArray();
  }
}
