package dev.plumbline.score.exhibit;

import dev.plumbline.probe.RawResponse;
import dev.plumbline.probe.SecretHeaders;
import dev.plumbline.probe.wire.RequestAgain;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Headers as they went over the wire, sent and received. Secrets were left out when the answer
 * came; they are left out here again, should a worker of another version have kept one.
 */
final class HeadersText {
  private HeadersText() {}

  static String of(Asked asked, @Nullable RawResponse response) {
    String sent =
        asked.request().map(HeadersText::sent).orElse("> (the request is not known any more)\n");
    return sent + (response == null ? "< (nothing came back)\n" : received(response));
  }

  private static String sent(RequestAgain request) {
    return "> POST %s\n".formatted(request.uri())
        + request.headers().entrySet().stream()
            .map(header -> "> %s: %s\n".formatted(header.getKey(), header.getValue()))
            .collect(Collectors.joining());
  }

  private static String received(RawResponse response) {
    return "< status %d\n".formatted(response.status())
        + response.headers().entrySet().stream()
            .filter(header -> !SecretHeaders.carries(header.getKey()))
            .flatMap(header ->
                header.getValue().stream()
                    .map(value -> "< %s: %s\n".formatted(header.getKey(), oneLine(value))))
            .collect(Collectors.joining());
  }

  private static String oneLine(String value) {
    return value.replaceAll("\\p{Cntrl}", " ");
  }
}
