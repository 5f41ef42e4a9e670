package dev.plumbline.probe.wire;

import dev.plumbline.catalog.Target;
import java.net.URI;

/** Addresses of models on Vertex AI, which end in what is to be done. */
final class VertexAddress {
  private static final String MODELS = "/models";

  private VertexAddress() {}

  /**
   * @param publisher {@code anthropic}; an endpoint that ends in {@code /models} has said it
   * @param verb with its query: {@code streamGenerateContent?alt=sse}
   */
  static URI of(Target target, String publisher, String verb) {
    String base = target.endpoint().toString().replaceFirst("/+$", "");
    String models = base.endsWith(MODELS) ? "" : "/publishers/" + publisher + MODELS;
    return RequestParts.below(
        target.endpoint(),
        "%s/%s:%s".formatted(models, RequestParts.segment(target.servedModel()), verb));
  }
}
