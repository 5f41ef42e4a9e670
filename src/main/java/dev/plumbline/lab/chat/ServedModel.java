package dev.plumbline.lab.chat;

import java.util.List;

/**
 * One model that an endpoint serves.
 *
 * @param created Unix seconds
 */
public record ServedModel(String id, long created, String ownedBy, int maxModelLength) {

  /** The answer to {@code GET <endpoint>/models}, with vLLM's {@code max_model_len}. */
  public static byte[] list(List<ServedModel> models) {
    JsonBytes json = new JsonBytes().raw("{\"object\":\"list\",\"data\":[");
    for (int i = 0; i < models.size(); i++) {
      ServedModel model = models.get(i);
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
