package dev.plumbline.gate.protocol;

import dev.plumbline.gate.live.GateRequest;
import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.input.Payload;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Flagger sends to every hook.
 *
 * @param token what its metadata says, for it can send no header; null where it says none
 */
record FlaggerCall(Payload payload, @Nullable String token) {
  private static final String METADATA = "metadata";
  private static final Set<String> PHASES =
      Set.of(
          "Initializing",
          "Initialized",
          "Waiting",
          "Progressing",
          "WaitingPromotion",
          "Promoting",
          "Finalising",
          "Succeeded",
          "Failed",
          "Terminating",
          "Terminated");

  static FlaggerCall of(Payload payload) {
    return new FlaggerCall(payload, payload.at(METADATA).optional("token").orElse(null));
  }

  /**
   * Reads what every call must have.
   *
   * @throws InvalidFieldException with the field that is missing or unknown
   */
  FlaggerCall checked() {
    payload.text("name");
    payload.text("namespace");
    if (!PHASES.contains(payload.text("phase"))) {
      throw new InvalidFieldException("phase", "is none of Flagger's");
    }
    return this;
  }

  /** The question; a checksum is of one revision of what is rolled out, so it is the build. */
  GateRequest question() {
    Payload metadata = payload.at(METADATA);
    return new GateRequest(
        metadata.text("gate"),
        metadata.text("candidate"),
        metadata.text("baseline"),
        payload.text("checksum"),
        metadata.optional("environment").orElse(null));
  }
}
