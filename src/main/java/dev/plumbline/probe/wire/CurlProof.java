package dev.plumbline.probe.wire;

import dev.plumbline.catalog.Authentication;
import dev.plumbline.catalog.CredentialRef;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.auth.CredentialHeader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a shell script proves who sends its request: by what it finds in the environment of whoever
 * runs it. No secret is in it.
 *
 * @param header where a header carries the proof
 * @param before lines before curl, the last of which may be piped into it
 * @param option of curl, a line of its own
 */
record CurlProof(Optional<Header> header, Script before, String option) {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final String UNNAMED = "PLUMBLINE_CREDENTIAL";
  private static final String FROM_INPUT = "  --header @- \\\n";

  /** A header whose value names a variable or a command. */
  record Header(String name, String value) {}

  /** Lines of a script that name the target. */
  interface Script {
    String of(String target);
  }

  String before(String target) {
    return before.of(target);
  }

  static CurlProof of(Target target, CredentialHeader usual) {
    return switch (target.authentication()) {
      case Authentication.ByCredential() ->
          Optional.ofNullable(target.credential())
              .map(reference -> byCredential(reference, usual.header(), usual.scheme()))
              .orElse(new CurlProof(Optional.empty(), _ -> "", ""));
      case Authentication.InHeader(String header, String scheme) ->
          Optional.ofNullable(target.credential())
              .map(reference ->
                  byCredential(reference, header, scheme.isEmpty() ? "" : scheme + " "))
              .orElseThrow();
      case Authentication.Aws aws -> signed(aws);
      case Authentication.Google _ ->
          piped(
              "a Google token, from the gcloud of whoever runs this",
              "$(gcloud auth print-access-token)");
      case Authentication.OAuth2(var tokenUrl, String clientId, _) ->
          byToken("a token of %s for the client %s".formatted(tokenUrl, clientId));
    };
  }

  private static CurlProof byCredential(CredentialRef reference, String header, String scheme) {
    String variable = variable(reference);
    return new CurlProof(
        Optional.of(new Header(header, scheme + "$" + variable)),
        target ->
            required(
                    "The credential of %s; %s."
                        .formatted(target, RequestAgain.oneLine(place(reference))),
                    variable,
                    "the credential")
                + line(header + ": " + scheme, "$" + variable),
        FROM_INPUT);
  }

  private static CurlProof byToken(String what) {
    return new CurlProof(
        Optional.of(new Header("authorization", "Bearer $PLUMBLINE_TOKEN")),
        target ->
            required(
                    "%s needs %s.".formatted(target, RequestAgain.oneLine(what)),
                    "PLUMBLINE_TOKEN",
                    "the token")
                + line("authorization: Bearer ", "$PLUMBLINE_TOKEN"),
        FROM_INPUT);
  }

  private static CurlProof piped(String what, String command) {
    return new CurlProof(
        Optional.of(new Header("authorization", "Bearer " + command)),
        target ->
            "# %s needs %s.\n".formatted(target, what) + line("authorization: Bearer ", command),
        FROM_INPUT);
  }

  /** Curl signs itself, from a configuration that no list of processes shows. */
  private static CurlProof signed(Authentication.Aws aws) {
    String option =
        "  --aws-sigv4 %s --config - \\\n"
            .formatted(RequestAgain.quoted("aws:amz:%s:%s".formatted(aws.region(), aws.service())));
    return new CurlProof(
        Optional.of(
            new Header(
                "authorization",
                "AWS4-HMAC-SHA256 for %s in %s".formatted(aws.service(), aws.region()))),
        target ->
            """
            # AWS credentials of whoever runs this, for %s; --aws-sigv4 needs curl 7.75.
            : "${AWS_ACCESS_KEY_ID:?set it}" "${AWS_SECRET_ACCESS_KEY:?set it}"
            {
              printf 'user = "%%s:%%s"\\n' "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY"
              [ -z "${AWS_SESSION_TOKEN:-}" ] ||
                printf 'header = "x-amz-security-token: %%s"\\n' "$AWS_SESSION_TOKEN"
            } |
            """
                .formatted(target),
        option);
  }

  private static String required(String comment, String variable, String what) {
    return """
    # %s
    : "${%s:?set it to %s}"
    """
        .formatted(comment, variable, what);
  }

  private static String line(String begin, String value) {
    return "printf '%%s\\n' %s\"%s\" |\n".formatted(RequestAgain.quoted(begin), value);
  }

  private static String place(CredentialRef reference) {
    return switch (reference) {
      case CredentialRef.EnvironmentVariable(String name) ->
          "the catalog takes it from the environment variable " + name;
      case CredentialRef.SecretFile(Path path) -> "the catalog takes it from the file " + path;
    };
  }

  private static String variable(CredentialRef reference) {
    return switch (reference) {
      case CredentialRef.EnvironmentVariable(String name) ->
          VARIABLE.matcher(name).matches() ? name : UNNAMED;
      case CredentialRef.SecretFile _ -> UNNAMED;
    };
  }
}
