package dev.plumbline.standalone;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The real PostgreSQL server on loopback, its data on disk. A server that a killed process left
 * running on the same folder is stopped first.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final String USER = "postgres";
  private static final Duration STARTUP = Duration.ofSeconds(60);

  private final EmbeddedPostgres postgres;

  private EmbeddedDatabase(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /**
   * Initialises the folder where it is new, then starts.
   *
   * @param folder of the cluster, kept between starts
   * @param binaries where the server's programs are unpacked to, once
   * @param port to listen on
   * @param log receives the server's own log
   * @param durable whether commits survive a crash of the machine; tests do without
   * @throws StandaloneException if the server does not come up
   */
  public static EmbeddedDatabase start(
      Path folder, Path binaries, int port, Path log, boolean durable) {
    OrphanedPostgres.stop(folder);
    try {
      return new EmbeddedDatabase(
          EmbeddedPostgres.builder()
              .setDataDirectory(folder)
              .setOverrideWorkingDirectory(binaries.toFile())
              .setCleanDataDirectory(false)
              // Stopped by us, last of all: the hook would stop it while others still write.
              .setRegisterShutdownHook(false)
              .setPort(port)
              .setServerConfig("listen_addresses", "127.0.0.1")
              // The library switches both off.
              .setServerConfig("fsync", durable ? "on" : "off")
              .setServerConfig("synchronous_commit", durable ? "on" : "off")
              .setServerConfig("max_connections", "100")
              .setLocaleConfig("encoding", "UTF8")
              .setPGStartupWait(STARTUP)
              .setOutputRedirector(Redirect.appendTo(log.toFile()))
              .setErrorRedirector(Redirect.appendTo(log.toFile()))
              .start());
    } catch (IOException | RuntimeException e) {
      throw new StandaloneException(
          "The embedded PostgreSQL did not start in %s: %s".formatted(folder, e.getMessage()),
          "Its log is %s; or use a server of your own: --spring.datasource.url=jdbc:postgresql://…"
              .formatted(log),
          e);
    }
  }

  public String jdbcUrl(String database) {
    return postgres.getJdbcUrl(USER, database);
  }

  public String user() {
    return USER;
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
