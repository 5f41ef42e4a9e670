package dev.plumbline.catalog;

import dev.plumbline.catalog.yaml.Fields;
import dev.plumbline.catalog.yaml.Malformed;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes of one target how it is connected to and how requests prove who sends them. */
final class AccessReader {
  private static final Pattern AWS_HOST =
      Pattern.compile("bedrock-[a-z-]+[.]([a-z0-9-]+)[.](?:amazonaws[.]com|api[.]aws)(?:[.]cn)?");
  private static final List<String> KINDS = List.of("header", "aws", "google", "oauth2");
  private static final List<String> GOOGLE_SCOPES =
      List.of("https://www.googleapis.com/auth/cloud-platform");

  private AccessReader() {}

  static Authentication authentication(Fields target, URI endpoint) {
    Fields written = target.within("authentication");
    long kinds = KINDS.stream().filter(written::has).count();
    if (kinds > 1) {
      written.error("says several ways at once", "keep one of header, aws, google, oauth2");
    }
    if (written.has("header")) {
      needsCredential(target, "header", "that goes into the header");
      return new Authentication.InHeader(
          written.text("header").toLowerCase(Locale.ROOT), written.textOr("scheme", ""));
    }
    if (written.has("scheme")) {
      written.error("has a scheme but no header", "add header: authorization");
    }
    if (written.has("aws")) {
      needsNoCredential(target, "aws");
      return aws(written.within("aws"), endpoint);
    }
    if (written.has("google")) {
      needsNoCredential(target, "google");
      return google(written.within("google"));
    }
    if (written.has("oauth2")) {
      needsCredential(target, "oauth2", "that is the client's secret");
      return oauth2(written.within("oauth2"));
    }
    return Authentication.USUAL;
  }

  private static Authentication aws(Fields aws, URI endpoint) {
    String region = aws.textOr("region", regionOf(endpoint).orElse(""));
    if (region.isEmpty()) {
      aws.error("names no region, and the endpoint's host holds none", "add region: us-east-1");
    }
    return new Authentication.Aws(
        region, aws.textOr("service", "bedrock"), aws.textOrNull("profile"));
  }

  /** The region in the host of a Bedrock endpoint. */
  private static Optional<String> regionOf(URI endpoint) {
    Matcher host = AWS_HOST.matcher(Optional.ofNullable(endpoint.getHost()).orElse(""));
    return host.matches() ? Optional.of(host.group(1)) : Optional.empty();
  }

  private static Authentication google(Fields google) {
    List<String> scopes = google.parsedItems("scopes", text -> text);
    return new Authentication.Google(
        google.parsed("key", Credentials::file).map(Object::toString).orElse(null),
        scopes.isEmpty() ? GOOGLE_SCOPES : scopes);
  }

  private static Authentication oauth2(Fields oauth2) {
    return new Authentication.OAuth2(
        oauth2.parsed("token-url", Endpoints::parse).orElse(Endpoints.STAND_IN),
        oauth2.text("client-id"),
        oauth2.textOrNull("scope"));
  }

  private static void needsCredential(Fields target, String kind, String what) {
    if (!target.has("credential")) {
      target.error(
          "authentication",
          "%s needs a credential %s".formatted(kind, what),
          "add credential: env:NAME to the target");
    }
  }

  private static void needsNoCredential(Fields target, String kind) {
    if (target.has("credential")) {
      target.error(
          "credential",
          "is not used beside authentication: {%s: …}".formatted(kind),
          "remove one of the two");
    }
  }

  static Connection connection(Fields target) {
    Fields written = target.within("connection");
    Duration total = target.within("budget").duration("timeout");
    return new Connection(
        written.textOr("http", "1.1").equals("2")
            ? Connection.Version.HTTP_2
            : Connection.Version.HTTP_1,
        timeout(written, "connect-timeout", total)
            .orElse(shorter(Connection.USUAL.connectTimeout(), total)),
        timeout(written, "first-token-timeout", total).orElse(null),
        written.has("tls") ? tls(written.within("tls")) : null,
        written.parsed("proxy", AccessReader::proxy).orElse(null));
  }

  private static Optional<Duration> timeout(Fields connection, String key, Duration total) {
    if (!connection.has(key)) {
      return Optional.empty();
    }
    Duration timeout = connection.duration(key);
    if (timeout.compareTo(total) > 0 && total.isPositive()) {
      connection.error(
          key,
          "is longer than the whole request may take, %s".formatted(total),
          "shorten it, or raise budget.timeout");
    }
    return Optional.of(timeout);
  }

  private static Duration shorter(Duration usual, Duration total) {
    return total.isPositive() && total.compareTo(usual) < 0 ? total : usual;
  }

  private static Connection.Tls tls(Fields tls) {
    if (tls.has("certificate") != tls.has("key")) {
      tls.error("has a certificate without its key, or a key alone", "write both or neither");
    }
    return new Connection.Tls(
        tls.parsed("ca", Credentials::file).orElse(null),
        tls.parsed("certificate", Credentials::file).orElse(null),
        tls.parsed("key", Credentials::file).orElse(null));
  }

  private static URI proxy(String text) {
    URI proxy = Endpoints.parse(text);
    @Nullable String path = proxy.getPath();
    if ((path != null && !path.isEmpty()) || !proxy.getScheme().equals("http")) {
      throw new Malformed("is no address of an HTTP proxy", "write http://host:port");
    }
    if (proxy.getPort() < 0) {
      throw new Malformed("names no port", "write http://host:port");
    }
    return proxy;
  }
}
