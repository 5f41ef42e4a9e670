package dev.plumbline.probe.wire;

import dev.plumbline.probe.Cause;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import java.util.Locale;
import java.util.Set;

/** What an exception within a stream of Bedrock means. */
final class BedrockErrors {
  private static final Set<String> THROTTLING =
      Set.of("throttlingexception", "servicequotaexceededexception");

  private BedrockErrors() {}

  /**
   * @param begun whether a part of the answer came before it
   */
  static Outcome outcome(RawResponse response, AwsEventStream.Event event, boolean begun) {
    String name = event.type().toLowerCase(Locale.ROOT);
    String message =
        "%s: %s"
            .formatted(
                event.type(),
                WireJson.object(event.payload())
                    .map(WireStatus::detail)
                    .orElse("an error without a message"));
    if (begun) {
      return new Outcome.TargetError(response.status(), WireStatus.brief(message), Cause.CUT);
    }
    if (THROTTLING.contains(name)) {
      return WireStatus.throttled(response);
    }
    if (name.equals("serviceunavailableexception")) {
      return new Outcome.Throttled(response.status(), null, Cause.OVERLOADED);
    }
    return name.equals("validationexception")
        ? new Outcome.Refused(
            response.status(),
            WireStatus.brief(message),
            ErrorBody.named(name, message).refusal(400))
        : new Outcome.TargetError(response.status(), WireStatus.brief(message), Cause.SERVER);
  }
}
