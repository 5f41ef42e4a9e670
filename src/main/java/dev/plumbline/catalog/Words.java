package dev.plumbline.catalog;

import java.util.Locale;
import java.util.stream.Stream;

/** Constants as files write them: {@code OPENAI_CHAT} is {@code openai-chat}. */
public final class Words {
  private Words() {}

  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The constant a word names; the first one for a word the schema refused. */
  static <E extends Enum<E>> E constant(Class<E> type, String word) {
    E[] constants = type.getEnumConstants();
    return Stream.of(constants)
        .filter(constant -> of(constant).equals(word))
        .findFirst()
        .orElse(constants[0]);
  }
}
