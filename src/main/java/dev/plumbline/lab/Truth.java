package dev.plumbline.lab;

import dev.plumbline.catalog.Labels;
import java.util.List;

/**
 * What really happened to one request. Kept aside for tests; nothing of it is ever sent.
 *
 * @param requestId the response's {@code x-request-id} or {@code request-id}
 * @param affinityKey what the balancer routed by
 * @param sourcePort of the client's connection
 * @param server that answered
 * @param batchSize requests in its batch, this one included; 0 where it reached no server
 * @param status of the response, or of the failure that ended its stream
 * @param faults that hit it
 */
public record Truth(
    String requestId,
    Labels labels,
    String affinityKey,
    int sourcePort,
    String server,
    int batchSize,
    int status,
    List<ActiveFault> faults) {

  public boolean hitBy(FaultKind kind) {
    return faults.stream().anyMatch(active -> active.fault().kind() == kind);
  }
}
