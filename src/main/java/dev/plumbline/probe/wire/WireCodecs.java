package dev.plumbline.probe.wire;

import dev.plumbline.catalog.WireFormat;

/** The codec of each wire format. */
public final class WireCodecs {
  private static final WireCodec OPENAI_CHAT = new OpenAiChatCodec();
  private static final WireCodec ANTHROPIC_MESSAGES = new AnthropicMessagesCodec();
  private static final WireCodec BEDROCK_INVOKE = new BedrockInvokeCodec();
  private static final WireCodec BEDROCK_CONVERSE = new BedrockConverseCodec();
  private static final WireCodec VERTEX_RAW_PREDICT = new VertexRawPredictCodec();
  private static final WireCodec GENERATE_CONTENT = new GenerateContentCodec();
  private static final WireCodec SGLANG_GENERATE = new SglangGenerateCodec();
  private static final WireCodec TGI_GENERATE = new TgiGenerateCodec();

  private WireCodecs() {}

  public static WireCodec of(WireFormat format) {
    return switch (format) {
      case OPENAI_CHAT -> OPENAI_CHAT;
      case ANTHROPIC_MESSAGES -> ANTHROPIC_MESSAGES;
      case BEDROCK_INVOKE -> BEDROCK_INVOKE;
      case BEDROCK_CONVERSE -> BEDROCK_CONVERSE;
      case VERTEX_RAW_PREDICT -> VERTEX_RAW_PREDICT;
      case VERTEX_GENERATE_CONTENT -> GENERATE_CONTENT;
      case SGLANG_GENERATE -> SGLANG_GENERATE;
      case TGI_GENERATE -> TGI_GENERATE;
    };
  }
}
