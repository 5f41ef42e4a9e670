package dev.plumbline.probe.wire;

import dev.plumbline.catalog.WireFormat;

/** The codec of each wire format. */
public final class WireCodecs {
  private static final WireCodec OPENAI_CHAT = new OpenAiChatCodec();
  private static final WireCodec ANTHROPIC_MESSAGES = new AnthropicMessagesCodec();

  private WireCodecs() {}

  public static WireCodec of(WireFormat format) {
    return switch (format) {
      case OPENAI_CHAT -> OPENAI_CHAT;
      case ANTHROPIC_MESSAGES -> ANTHROPIC_MESSAGES;
      case BEDROCK_INVOKE,
          BEDROCK_CONVERSE,
          VERTEX_RAW_PREDICT,
          VERTEX_GENERATE_CONTENT,
          SGLANG_GENERATE,
          TGI_GENERATE ->
          throw new UnsupportedOperationException("no codec for " + format + " yet");
    };
  }
}
