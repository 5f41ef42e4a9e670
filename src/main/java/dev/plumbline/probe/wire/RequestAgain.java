package dev.plumbline.probe.wire;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Session;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The request of an exchange once more, for people to send: everything but the credential, of which
 * only the name of an environment variable is written.
 */
public final class RequestAgain {
  private final String target;
  private final URI uri;
  private final Map<String, String> headers;
  private final String body;
  private final CurlProof proof;
  private final Duration timeout;

  private RequestAgain(Target target, WireCodec codec, WireCodec.WireRequest request) {
    this.target = target.name();
    this.uri = request.uri();
    this.headers = new LinkedHashMap<>(request.headers());
    this.headers.put("accept-encoding", "identity");
    this.headers.put("user-agent", "Plumbline");
    this.body = request.body();
    this.proof = CurlProof.of(target, codec.credentialHeader());
    this.timeout = target.budget().timeout();
  }

  /** What asking this probe of this target in this session sends. */
  public static RequestAgain of(Target target, Probe probe, Session session) {
    WireCodec codec = WireCodecs.of(target.wireFormat());
    return new RequestAgain(target, codec, codec.encode(target, probe.askedOf(target), session));
  }

  public URI uri() {
    return uri;
  }

  /** In the order sent; where a credential is sent, its value names the variable. */
  public Map<String, String> headers() {
    Map<String, String> all = new LinkedHashMap<>(headers);
    proof.header().ifPresent(header -> all.put(header.name(), header.value()));
    return all;
  }

  /** The exact bytes, as UTF-8. */
  public String body() {
    return body;
  }

  /**
   * A shell script that sends it with curl and prints the answer. The credential goes by standard
   * input, where no list of processes shows it.
   *
   * @param file beside the script, that holds the body
   */
  public String script(String file) {
    String options =
        headers.entrySet().stream()
            .map(header -> "--header " + quoted(header.getKey() + ": " + header.getValue()))
            .collect(Collectors.joining(" \\\n  "));
    String curl =
        """
        curl --silent --show-error --max-time %d \\
          %s \\
          --data-binary @%s \\
        """
            .formatted(Math.max(1, timeout.toSeconds()), options, file);
    return """
    #!/bin/sh
    # Asks again and prints the answer. Another address: PLUMBLINE_URL. Needs curl 7.55.
    set -eu
    cd "$(dirname "$0")"
    address=%s
    %s%s  "${PLUMBLINE_URL:-$address}"
    """
        .formatted(quoted(uri.toString()), proof.before(oneLine(target)), curl + proof.option());
  }

  /** One word to the shell, whatever it holds. */
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
