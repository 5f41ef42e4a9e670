package dev.plumbline.lab;

import dev.plumbline.catalog.WireFormat;
import dev.plumbline.lab.anthropic.AnthropicDialect;
import dev.plumbline.lab.bedrock.ConverseDialect;
import dev.plumbline.lab.bedrock.InvokeDialect;
import dev.plumbline.lab.chat.Dialect;
import dev.plumbline.lab.model.LanguageModels;
import dev.plumbline.lab.openai.AzureDialect;
import dev.plumbline.lab.openai.OpenAiDialect;
import dev.plumbline.lab.sglang.SglangDialect;
import dev.plumbline.lab.tgi.TgiDialect;
import dev.plumbline.lab.vertex.GenerateContentDialect;
import dev.plumbline.lab.vertex.RawPredictDialect;

/** The wire formats that the lab speaks, each once. */
final class Dialects {
  private final OpenAiDialect openAi = new OpenAiDialect(LanguageModels.vocabulary());
  private final Dialect azure = new AzureDialect(openAi);
  private final Dialect anthropic = new AnthropicDialect();
  private final Dialect invoke = new InvokeDialect();
  private final Dialect converse = new ConverseDialect();
  private final Dialect rawPredict = new RawPredictDialect();
  private final Dialect generateContent = new GenerateContentDialect(LanguageModels.vocabulary());
  private final Dialect sglang = new SglangDialect(LanguageModels.vocabulary());
  private final Dialect tgi = new TgiDialect(LanguageModels.vocabulary());

  /**
   * How a target's endpoint speaks.
   *
   * @param endpoint its path
   */
  Dialect of(WireFormat format, String endpoint) {
    return switch (format) {
      case OPENAI_CHAT -> AzureDialect.isDeployment(endpoint) ? azure : openAi;
      case ANTHROPIC_MESSAGES -> anthropic;
      case BEDROCK_INVOKE -> invoke;
      case BEDROCK_CONVERSE -> converse;
      case VERTEX_RAW_PREDICT -> rawPredict;
      case VERTEX_GENERATE_CONTENT -> generateContent;
      case SGLANG_GENERATE -> sglang;
      case TGI_GENERATE -> tgi;
    };
  }
}
