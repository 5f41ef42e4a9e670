package dev.plumbline.probe.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolver.LookupPolicy;
import java.net.spi.InetAddressResolverProvider;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Name look-ups that ask the operating system each time. The JVM keeps what it was told for half a
 * minute, and failures for ten seconds, in {@link InetAddress}; below that is a resolver without
 * memory. As its provider this class gives the JVM the one it has anyway, and remembers it: for all
 * others in the process nothing changes.
 */
public final class FreshNames extends InetAddressResolverProvider {
  private static final Logger log = LoggerFactory.getLogger(FreshNames.class);
  private static final AtomicReference<@Nullable InetAddressResolver> SYSTEM =
      new AtomicReference<>();
  private static final AtomicBoolean TOLD = new AtomicBoolean();

  /** What {@link InetAddress} reads without asking anybody. */
  private static final Pattern LITERAL = Pattern.compile("[0-9.]*|\\[?[0-9a-fA-F:]*:.*");

  @Override
  public InetAddressResolver get(Configuration configuration) {
    return remembered(configuration.builtinResolver());
  }

  static InetAddressResolver remembered(InetAddressResolver resolver) {
    SYSTEM.set(resolver);
    return resolver;
  }

  @Override
  public String name() {
    return "plumbline-fresh-names";
  }

  /**
   * The addresses of a host, in the order the operating system gives them.
   *
   * @throws UnknownHostException if it knows none
   */
  static InetAddress[] lookUp(String host) throws UnknownHostException {
    InetAddressResolver system = LITERAL.matcher(host).matches() ? null : system();
    return system == null
        ? InetAddress.getAllByName(host)
        : system.lookupByName(host, Policy.USUAL).toArray(InetAddress[]::new);
  }

  /** The JVM asks for its resolver at its first look-up; null where it then took another. */
  private static @Nullable InetAddressResolver system() throws UnknownHostException {
    InetAddressResolver known = SYSTEM.get();
    if (known == null && !TOLD.get()) {
      InetAddress.getAllByName("localhost");
      known = SYSTEM.get();
      if (known == null && !TOLD.getAndSet(true)) {
        log.warn(
            "names are looked up through the JVM's cache, since its resolver is another's: start"
                + " it with -Dsun.net.inetaddr.ttl=0 to have each session look its own up");
      }
    }
    return known;
  }

  /** What the JVM itself asks for, by the system properties it documents. */
  private static final class Policy {
    static final LookupPolicy USUAL = LookupPolicy.of(characteristics());

    private static int characteristics() {
      if (Boolean.getBoolean("java.net.preferIPv4Stack")) {
        return LookupPolicy.IPV4;
      }
      int both = LookupPolicy.IPV4 | LookupPolicy.IPV6;
      return switch (System.getProperty("java.net.preferIPv6Addresses", "false")) {
        case "true" -> both | LookupPolicy.IPV6_FIRST;
        case "system" -> both;
        default -> both | LookupPolicy.IPV4_FIRST;
      };
    }
  }
}
