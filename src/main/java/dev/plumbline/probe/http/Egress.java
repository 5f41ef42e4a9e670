package dev.plumbline.probe.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Which addresses a worker may talk to: public ones, and those ranges that its own settings allow.
 * Whoever can write the catalog could otherwise have it ask anything inside the network. Judged
 * after the name look-up, on the address that is then connected to, so that no name leads around
 * it. Each connection looks its name up by itself ({@link FreshNames}).
 */
public final class Egress implements DnsResolver {
  /** For a person who tries a target out from a machine of their own. */
  public static final Egress ANYWHERE = new Egress(List.of("0.0.0.0/0", "::/0"));

  private static final AddressRange SHARED = AddressRange.of("100.64.0.0/10");
  private static final AddressRange UNIQUE_LOCAL = AddressRange.of("fc00::/7");
  private static final AddressRange BENCHMARKS = AddressRange.of("198.18.0.0/15");

  private final List<AddressRange> allowed;

  /**
   * @param allowed ranges beside the public ones: {@code 10.0.0.0/8}
   * @throws IllegalArgumentException naming what is no range
   */
  public Egress(List<String> allowed) {
    this.allowed = allowed.stream().map(AddressRange::of).toList();
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    return allowed(host, FreshNames.lookUp(host));
  }

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    return Arrays.stream(resolve(host)).map(it -> new InetSocketAddress(it, port)).toList();
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
  }

  private InetAddress[] allowed(String host, InetAddress[] found) throws UnknownHostException {
    InetAddress[] open = Arrays.stream(found).filter(this::mayTalkTo).toArray(InetAddress[]::new);
    if (open.length == 0) {
      throw new RefusedAddressException(host);
    }
    return open;
  }

  /** A machine's metadata, with its credentials, are link-local: no model is served there. */
  boolean mayTalkTo(InetAddress address) {
    if (address.isLinkLocalAddress()) {
      return false;
    }
    return isPublic(address) || allowed.stream().anyMatch(range -> range.contains(address));
  }

  private static boolean isPublic(InetAddress address) {
    boolean special =
        address.isAnyLocalAddress()
            || address.isLoopbackAddress()
            || address.isSiteLocalAddress()
            || address.isMulticastAddress()
            || SHARED.contains(address)
            || BENCHMARKS.contains(address)
            || UNIQUE_LOCAL.contains(address);
    boolean embedsAnother = address instanceof Inet6Address six && six.isIPv4CompatibleAddress();
    return !special && !embedsAnother;
  }

  /** The name leads to an address that this worker may not talk to. */
  static final class RefusedAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    RefusedAddressException(String host) {
      super(host + " is a private address");
    }
  }
}
