package dev.plumbline.probe.wire;

import dev.plumbline.catalog.WireFormat;

/** The codec of each wire format. */
public final class WireCodecs {
  private static final WireCodec OPENAI_CHAT = new OpenAiChatCodec();

  private WireCodecs() {}

  public static WireCodec of(WireFormat format) {
    return switch (format) {
      case OPENAI_CHAT -> OPENAI_CHAT;
    };
  }
}
