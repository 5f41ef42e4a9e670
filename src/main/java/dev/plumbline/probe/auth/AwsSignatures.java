package dev.plumbline.probe.auth;

import dev.plumbline.catalog.Authentication;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/** Signs requests with AWS Signature Version 4, by AWS's own signer and credential chain. */
final class AwsSignatures implements AutoCloseable {
  private static final String THE_CHAINS = "";

  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final Clock clock;

  /** Of each profile; they remember sessions and renew them. */
  private final Map<String, DefaultCredentialsProvider> providers = new ConcurrentHashMap<>();

  AwsSignatures(InstantSource time) {
    this.clock = time.withZone(ZoneOffset.UTC);
  }

  Proof sign(Authentication.Aws how, Provable request) throws MissingCredentialException {
    AwsCredentials identity = identity(how.profile());
    SignedRequest signed =
        signer.sign(sign ->
            sign.identity(identity)
                .request(unsigned(request))
                .payload(ContentStreamProvider.fromUtf8String(request.body()))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, how.service())
                .putProperty(AwsV4HttpSigner.REGION_NAME, how.region())
                .putProperty(HttpSigner.SIGNING_CLOCK, clock));
    return new Proof(added(request, signed.request()), secrets(identity));
  }

  private AwsCredentials identity(@Nullable String profile) throws MissingCredentialException {
    try {
      return providers
          .computeIfAbsent(Optional.ofNullable(profile).orElse(THE_CHAINS), AwsSignatures::provider)
          .resolveCredentials();
    } catch (SdkException e) {
      throw new MissingCredentialException(
          ("AWS's credential chain finds none (%s): give the worker AWS_ACCESS_KEY_ID and"
                  + " AWS_SECRET_ACCESS_KEY, a role, or 'profile' in the catalog")
              .formatted(firstSentence(e)));
    }
  }

  private static DefaultCredentialsProvider provider(String profile) {
    DefaultCredentialsProvider.Builder provider = DefaultCredentialsProvider.builder();
    return profile.equals(THE_CHAINS) ? provider.build() : provider.profileName(profile).build();
  }

  /** The chain lists what each of its links says, which fills a screen. */
  private static String firstSentence(SdkException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf(" : [");
    return end < 0 ? message : message.substring(0, end);
  }

  private static SdkHttpRequest unsigned(Provable request) {
    SdkHttpRequest.Builder unsigned =
        SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(request.uri());
    request.headers().forEach(unsigned::putHeader);
    return unsigned.build();
  }

  /** What the signer added; the host is written by whoever sends. */
  private static Map<String, String> added(Provable request, SdkHttpRequest signed) {
    Map<String, String> added = new LinkedHashMap<>();
    signed
        .headers()
        .forEach((name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (!request.headers().containsKey(lower) && !lower.equals("host")) {
            added.put(lower, String.join(",", values));
          }
        });
    return added;
  }

  /** A signature is good for one request; keys and session tokens for more. */
  private static List<Secret> secrets(AwsCredentials identity) {
    List<Secret> secrets = new ArrayList<>();
    secrets.add(new Secret(identity.secretAccessKey()));
    if (identity instanceof AwsSessionCredentials session) {
      secrets.add(new Secret(session.sessionToken()));
    }
    return secrets;
  }

  @Override
  public void close() {
    providers.values().forEach(DefaultCredentialsProvider::close);
  }
}
