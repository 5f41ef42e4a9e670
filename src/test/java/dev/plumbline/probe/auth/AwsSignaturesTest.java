package dev.plumbline.probe.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.catalog.Authentication;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Signatures as the specification of Signature Version 4 defines them, computed here once more. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class AwsSignaturesTest {
  private static final String KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260301/us-east-1/bedrock/aws4_request,"
              + " SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})");
  private static final URI ADDRESS =
      URI.create(
          "https://bedrock-runtime.us-east-1.amazonaws.com/model/anthropic.claude-v1%3A0/converse");

  private final AwsSignatures signatures = new AwsSignatures(InstantSource.fixed(NOW));

  /** The chain would ask the machine's metadata, which is no business of a test. */
  @BeforeEach
  void stayHere() {
    System.setProperty("aws.disableEc2Metadata", "true");
  }

  @AfterEach
  void clear() {
    signatures.close();
    List.of("aws.accessKeyId", "aws.secretAccessKey", "aws.sessionToken", "aws.disableEc2Metadata")
        .forEach(System::clearProperty);
  }

  @Test
  void aRequestIsSignedAsSpecified() throws Exception {
    System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
    System.setProperty("aws.secretAccessKey", KEY);
    Provable request = request("{\"messages\":[]}");

    Proof proof = signatures.sign(new Authentication.Aws("us-east-1", "bedrock", null), request);

    String authorization = Objects.requireNonNull(proof.headers().get("authorization"));
    Matcher matcher = AUTHORIZATION.matcher(authorization);
    assertThat(matcher.matches()).as(authorization).isTrue();
    assertThat(proof.headers()).containsEntry("x-amz-date", "20260301T120000Z");
    assertThat(matcher.group(1)).contains("host", "x-amz-date", "content-type");
    assertThat(matcher.group(2)).isEqualTo(signature(request, proof, matcher.group(1)));
    assertThat(proof.toString()).doesNotContain("AKID").doesNotContain(matcher.group(2));
    assertThat(proof.removedFrom("echo " + KEY)).isEqualTo("echo [credential removed]");
  }

  @Test
  void aSessionsTokenIsSentSignedAndSecret() throws Exception {
    System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
    System.setProperty("aws.secretAccessKey", KEY);
    System.setProperty("aws.sessionToken", "session-token-0123456789");

    Proof proof =
        signatures.sign(new Authentication.Aws("us-east-1", "bedrock", null), request("{}"));

    assertThat(proof.headers()).containsEntry("x-amz-security-token", "session-token-0123456789");
    assertThat(proof.headers().get("authorization")).contains("x-amz-security-token");
    assertThat(proof.removedFrom("session-token-0123456789")).isEqualTo("[credential removed]");
  }

  @Test
  void aProfileThatIsNowhereIsSaidWithTheRemedy() {
    assertThatThrownBy(() ->
            signatures.sign(
                new Authentication.Aws("us-east-1", "bedrock", "no-such-profile"), request("{}")))
        .isInstanceOf(MissingCredentialException.class)
        .hasMessageContaining("AWS_ACCESS_KEY_ID")
        .hasMessageContaining("profile");
  }

  private static Provable request(String body) {
    return new Provable(
        ADDRESS,
        Map.of("content-type", "application/json", "accept", "application/json"),
        body,
        CredentialHeader.BEARER);
  }

  /** From the specification: canonical request, string to sign, derived key. */
  private static String signature(Provable request, Proof proof, String signedHeaders)
      throws GeneralSecurityException {
    TreeMap<String, String> headers = new TreeMap<>(request.headers());
    headers.putAll(proof.headers());
    headers.put("host", request.uri().getHost());
    StringBuilder canonical = new StringBuilder("POST\n");
    canonical.append(request.uri().getRawPath().replace("%", "%25")).append("\n\n");
    for (String name : signedHeaders.split(";", -1)) {
      canonical.append(name).append(':').append(headers.get(name)).append('\n');
    }
    canonical.append('\n').append(signedHeaders).append('\n').append(sha256(request.body()));
    String scope = "20260301/us-east-1/bedrock/aws4_request";
    String toSign =
        String.join(
            "\n", "AWS4-HMAC-SHA256", "20260301T120000Z", scope, sha256(canonical.toString()));
    byte[] key = ("AWS4" + KEY).getBytes(UTF_8);
    for (String part : List.of("20260301", "us-east-1", "bedrock", "aws4_request", toSign)) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(key);
  }

  private static String sha256(String text) throws GeneralSecurityException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(UTF_8));
  }
}
