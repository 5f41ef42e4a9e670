package dev.plumbline.catalog;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A target as the API shows it, in the words of {@code fleet.yaml}.
 *
 * @param credential where the secret is found: {@code env:NAME}
 */
record TargetView(
    String name,
    Labels labels,
    @Nullable String region,
    @Nullable String build,
    String wireFormat,
    URI endpoint,
    String servedModel,
    @Nullable String credential,
    int contextWindow,
    List<String> capabilities,
    @Nullable Price price,
    Budget budget,
    List<String> suites,
    @Nullable String peer) {

  static TargetView of(Target target) {
    @Nullable CredentialRef credential = target.credential();
    return new TargetView(
        target.name(),
        target.labels(),
        target.region(),
        target.build(),
        Words.of(target.wireFormat()),
        target.endpoint(),
        target.servedModel(),
        credential == null ? null : Credentials.text(credential),
        target.contextWindow(),
        words(target.capabilities()),
        target.price(),
        target.budget(),
        target.suites(),
        target.peer());
  }

  private static List<String> words(Set<Capability> capabilities) {
    return capabilities.stream().map(Words::of).toList();
  }
}
