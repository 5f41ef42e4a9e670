package dev.plumbline.probe.http;

import dev.plumbline.probe.SecretHeaders;
import dev.plumbline.probe.auth.Proof;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.core5.http.Header;

/** Response headers fit to be kept as evidence: named in lower case, without secrets, bounded. */
final class KeptHeaders {
  private static final int MOST = 64;
  private static final int LONGEST_VALUE = 1024;

  private KeptHeaders() {}

  static Map<String, List<String>> of(Header[] headers, Proof proof) {
    Map<String, List<String>> kept = new LinkedHashMap<>();
    Arrays.stream(headers)
        .filter(header -> !SecretHeaders.carries(name(header)))
        .limit(MOST)
        .forEach(header ->
            kept.computeIfAbsent(name(header), _ -> new ArrayList<>()).add(value(header, proof)));
    return kept;
  }

  private static String name(Header header) {
    return header.getName().toLowerCase(Locale.ROOT);
  }

  private static String value(Header header, Proof proof) {
    String value = header.getValue() == null ? "" : header.getValue();
    String clean = proof.removedFrom(value);
    return clean.substring(0, Math.min(clean.length(), LONGEST_VALUE));
  }
}
