package dev.plumbline.testing;

/** Holds the one pair of servers of this JVM; the holder idiom starts them at first use. */
final class SharedServers {
  static final Servers INSTANCE = start();

  private SharedServers() {}

  private static Servers start() {
    Servers servers = Servers.start();
    Runtime.getRuntime().addShutdownHook(new Thread(servers::close, "test-servers-stop"));
    return servers;
  }
}
