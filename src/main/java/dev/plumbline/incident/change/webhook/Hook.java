package dev.plumbline.incident.change.webhook;

import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.input.Payload;

/** Reads what one kind of sender delivers. Pure. */
sealed interface Hook permits ArgoCdHook, GitHubHook, KubernetesHook, SpinnakerHook {
  /** Its name in the address, and the source of its changes. */
  String source();

  /**
   * Reads a delivery.
   *
   * @param event what the sender's headers call it; empty where they do not
   * @throws InvalidFieldException that names the field
   */
  HookReading read(Payload body, String event);
}
