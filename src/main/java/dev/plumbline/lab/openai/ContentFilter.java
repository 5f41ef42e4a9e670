package dev.plumbline.lab.openai;

/** What Azure's content filter says of harmless texts; other servers have none. */
enum ContentFilter {
  NONE,
  AZURE;

  private static final String SAFE =
      "\"hate\":{\"filtered\":false,\"severity\":\"safe\"},"
          + "\"self_harm\":{\"filtered\":false,\"severity\":\"safe\"},"
          + "\"sexual\":{\"filtered\":false,\"severity\":\"safe\"},"
          + "\"violence\":{\"filtered\":false,\"severity\":\"safe\"}";

  /** What a chunk before all others says of the prompt; empty for none. */
  String firstChunk() {
    return this == NONE
        ? ""
        : "data: {\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\""
            + ofPrompt()
            + "}\n\n";
  }

  /** A field of the answer, with the comma before it. */
  String ofPrompt() {
    return this == NONE
        ? ""
        : ",\"prompt_filter_results\":[{\"prompt_index\":0,\"content_filter_results\":{"
            + SAFE
            + ",\"jailbreak\":{\"filtered\":false,\"detected\":false}}}]";
  }

  /**
   * A field of a choice, with the comma before it.
   *
   * @param text whether there was text to look at
   */
  String ofChoice(boolean text) {
    if (this == NONE) {
      return "";
    }
    return ",\"content_filter_results\":{" + (text ? SAFE : "") + "}";
  }
}
