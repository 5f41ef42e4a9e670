package dev.plumbline.role;

/**
 * A part of the work. Every role runs with several instances; {@code plumbline.roles} picks them.
 */
public enum Role {
  /** Claims due slots, sends probes, publishes exchanges. */
  WORKER,
  /** Kafka Streams: exchanges to observations to evidence and detections. */
  SCORER,
  /** REST, state metrics, the single incident writer. */
  API,
  /** The practice fleet on loopback. */
  LAB
}
