package dev.plumbline.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One addressable serving of one model by one platform on one accelerator in one pool.
 *
 * @param name unique; the labels joined by slashes unless the catalog says otherwise
 * @param endpoint base address; the wire format adds its own path
 * @param servedModel the model name sent in requests
 * @param identity what a response must say of who served it; empty where nothing is echoed
 * @param contextWindow tokens the target accepts
 * @param price what it charges; null where the catalog does not say
 * @param suites names of the suites it is asked
 * @param peer name of the target whose graded answers its own are compared with; null for none
 * @param authentication how requests prove who sends them
 * @param extras what requests hold beside the probe
 */
public record Target(
    String name,
    Labels labels,
    @Nullable String region,
    @Nullable String build,
    WireFormat wireFormat,
    URI endpoint,
    String servedModel,
    @Nullable CredentialRef credential,
    List<IdentityEcho> identity,
    int contextWindow,
    Set<Capability> capabilities,
    @Nullable Price price,
    Budget budget,
    List<String> suites,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String peer,
    Authentication authentication,
    Connection connection,
    Extras extras) {

  /** A target without a peer, reached and asked as usual. */
  public Target(
      String name,
      Labels labels,
      @Nullable String region,
      @Nullable String build,
      WireFormat wireFormat,
      URI endpoint,
      String servedModel,
      @Nullable CredentialRef credential,
      List<IdentityEcho> identity,
      int contextWindow,
      Set<Capability> capabilities,
      @Nullable Price price,
      Budget budget,
      List<String> suites) {
    this(
        name,
        labels,
        region,
        build,
        wireFormat,
        endpoint,
        servedModel,
        credential,
        identity,
        contextWindow,
        capabilities,
        price,
        budget,
        suites,
        null,
        Authentication.USUAL,
        Connection.USUAL,
        Extras.NONE);
  }

  /** The same target at another address, given so long to answer. */
  public Target servedAt(URI address, Duration timeout) {
    return with(
        address,
        budget.withTimeout(timeout),
        capabilities,
        peer,
        authentication,
        connection,
        extras);
  }

  /** The same target, compared with a peer. */
  public Target comparedWith(String newPeer) {
    return with(endpoint, budget, capabilities, newPeer, authentication, connection, extras);
  }

  /** The same target, reached and asked in another way. */
  public Target reached(Authentication proof, Connection by, Extras beside) {
    return with(endpoint, budget, capabilities, peer, proof, by, beside);
  }

  /** The same target, asked for other things. */
  public Target able(Set<Capability> other) {
    return with(endpoint, budget, other, peer, authentication, connection, extras);
  }

  private Target with(
      URI address,
      Budget newBudget,
      Set<Capability> other,
      @Nullable String newPeer,
      Authentication proof,
      Connection by,
      Extras beside) {
    return new Target(
        name,
        labels,
        region,
        build,
        wireFormat,
        address,
        servedModel,
        credential,
        identity,
        contextWindow,
        other,
        price,
        newBudget,
        suites,
        newPeer,
        proof,
        by,
        beside);
  }
}
