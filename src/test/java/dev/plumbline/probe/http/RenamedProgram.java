package dev.plumbline.probe.http;

import com.sun.net.httpserver.HttpServer;
import dev.plumbline.catalog.Connection;
import dev.plumbline.catalog.WireFormat;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.auth.Proof;
import dev.plumbline.probe.wire.WireCodec;
import dev.plumbline.probe.wire.WireCodecs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Asks a name whose addresses change meanwhile, and prints who answered. In place of the operating
 * system's resolver the JVM has one that reads a map, by the way it takes any resolver: from a
 * provider, which does what {@link FreshNames} does.
 */
public final class RenamedProgram {
  private static final String ONE = "127.0.0.1";
  private static final String OTHER = "127.0.0.2";
  private static final String CLOSED = "127.0.0.3";
  private static final String NAME = "model.test";

  private static final Map<String, List<String>> NAMES = new ConcurrentHashMap<>();

  private final URI uri;

  private RenamedProgram(int port) {
    this.uri = URI.create("http://%s:%d/".formatted(NAME, port));
  }

  /**
   * @param arguments a folder of this program's own
   */
  static void main(String[] arguments) throws IOException {
    NAMES.put("localhost", List.of(ONE));
    Path services = Path.of(arguments[0], "services");
    Files.writeString(services, NamesProvider.class.getName());
    Thread.currentThread()
        .setContextClassLoader(
            new ClassLoader(RenamedProgram.class.getClassLoader()) {
              @Override
              public Enumeration<URL> getResources(String name) throws IOException {
                return name.equals(
                        "META-INF/services/" + InetAddressResolverProvider.class.getName())
                    ? Collections.enumeration(List.of(services.toUri().toURL()))
                    : super.getResources(name);
              }
            });
    HttpServer one = serve(ONE, 0);
    int port = one.getAddress().getPort();
    HttpServer other = serve(OTHER, port);
    new RenamedProgram(port).run();
    one.stop(0);
    other.stop(0);
  }

  /** Found by the JVM in place of {@link FreshNames}. */
  public static final class NamesProvider extends InetAddressResolverProvider {
    @Override
    public InetAddressResolver get(Configuration configuration) {
      return FreshNames.remembered(new NamesResolver());
    }

    @Override
    public String name() {
      return "names";
    }
  }

  private static final class NamesResolver implements InetAddressResolver {
    @Override
    public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
        throws UnknownHostException {
      List<String> addresses = NAMES.getOrDefault(host, List.of());
      if (addresses.isEmpty()) {
        throw new UnknownHostException(host);
      }
      return addresses.stream().map(InetAddress::ofLiteral);
    }

    @Override
    public String lookupByAddress(byte[] address) throws UnknownHostException {
      throw new UnknownHostException("nobody asks");
    }
  }

  private static HttpServer serve(String address, int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(address), port), 0);
    byte[] answer =
        "{\"choices\":[{\"message\":{\"content\":\"%s\"},\"finish_reason\":\"stop\"}]}"
            .formatted(address)
            .getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  private void run() throws IOException {
    InstantSource clock = InstantSource.system();
    Egress oneAlone = new Egress(List.of(ONE + "/32"));
    try (HttpTransport transport = new HttpTransport(clock, System::nanoTime, Egress.ANYWHERE);
        HttpTransport choosy = new HttpTransport(clock, System::nanoTime, oneAlone);
        SessionConnection sticky = transport.open(Session.Kind.STICKY)) {
      names(ONE);
      System.out.println("fresh " + fresh(transport));
      System.out.println("sticky " + ask(sticky));
      System.out.println("jvm " + InetAddress.getAllByName(NAME)[0].getHostAddress());
      names(OTHER);
      System.out.println("fresh " + fresh(transport));
      System.out.println("sticky " + ask(sticky));
      System.out.println("jvm " + InetAddress.getAllByName(NAME)[0].getHostAddress());
      System.out.println("choosy " + fresh(choosy));
      names(OTHER, ONE);
      System.out.println("first " + fresh(transport));
      System.out.println("choosy " + fresh(choosy));
      names(CLOSED, OTHER);
      System.out.println("next " + fresh(transport));
      names();
      System.out.println("gone " + fresh(transport));
      names(ONE);
      System.out.println("back " + fresh(transport));
    }
  }

  /** Where the name leads from now on. */
  private static void names(String... addresses) {
    NAMES.put(NAME, List.of(addresses));
  }

  private String fresh(HttpTransport transport) {
    try (SessionConnection connection = transport.open(Session.Kind.FRESH)) {
      return ask(connection);
    }
  }

  private String ask(SessionConnection connection) {
    WireCodec codec = WireCodecs.of(WireFormat.OPENAI_CHAT);
    Transfer transfer =
        connection.send(
            codec,
            new WireCodec.WireRequest(uri, Map.of(), "{}"),
            Proof.NONE,
            Connection.USUAL,
            Duration.ofSeconds(10));
    RawResponse response = transfer.response();
    return response == null
        ? String.valueOf(((Outcome.ProberError) transfer.outcome()).cause())
        : response.body().replaceAll(".*content\":\"([^\"]*)\".*", "$1");
  }
}
