package dev.plumbline.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * PostgreSQL's documented low-level base backup, of a server that goes on serving: its files as
 * they are copied, and the log that makes one state of them. A server started on the copy recovers
 * to the end of the backup. No other programs of PostgreSQL's are needed.
 */
public final class BaseBackup {
  /** Of the running server alone. */
  private static final Set<String> NOT_COPIED =
      Set.of("postmaster.pid", "postmaster.opts", "epg-lock");

  private BaseBackup() {}

  /**
   * Takes one.
   *
   * @param jdbcUrl of any database of the server, by a superuser
   * @param data the server's data folder
   * @param into a folder that is not there yet
   */
  public static void take(String jdbcUrl, Path data, Path into) throws IOException, SQLException {
    // The connection that starts a backup has to end it.
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_backup_start('rehearsal', true)");
      copy(data, into, false);
      try (ResultSet stopped =
          statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
        stopped.next();
        Files.writeString(into.resolve("backup_label"), stopped.getString(1), UTF_8);
      }
      copy(data.resolve("pg_wal"), into.resolve("pg_wal"), true);
    }
  }

  private static void copy(Path from, Path to, boolean log) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Path copy = to.resolve(from.relativize(folder));
            if (!Files.exists(copy)) {
              Files.copy(folder, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            boolean ofLog = file.startsWith(from.resolve("pg_wal"));
            if ((log || !ofLog) && !NOT_COPIED.contains(file.getFileName().toString())) {
              try {
                Files.copy(
                    file,
                    to.resolve(from.relativize(file)),
                    StandardCopyOption.COPY_ATTRIBUTES,
                    StandardCopyOption.REPLACE_EXISTING);
              } catch (NoSuchFileException _) {
                // Dropped meanwhile: the log says so.
                return FileVisitResult.CONTINUE;
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
  }
}
