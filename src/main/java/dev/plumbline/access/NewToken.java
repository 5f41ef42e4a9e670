package dev.plumbline.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A token that was just made. It is told once; only its hash goes on.
 *
 * @param text the token, for who will use it
 * @param entry for the file of tokens, in YAML
 */
public record NewToken(String text, String entry) {
  private static final String HEAD = "tokens:\n";

  /**
   * Makes one.
   *
   * @param secure a source that nobody can foresee
   * @param lastDay null: it is good until its entry is removed
   */
  public static NewToken make(
      String name, List<AccessRole> roles, @Nullable LocalDate lastDay, RandomGenerator secure) {
    String text = AccessToken.random(secure);
    String may = roles.stream().distinct().map(TokensFile::word).collect(Collectors.joining(", "));
    return new NewToken(
        text,
        "  - name: '%s'\n    roles: [%s]\n    sha256: '%s'\n%s"
            .formatted(
                name,
                may,
                AccessToken.hash(text),
                lastDay == null ? "" : "    expires: '%s'\n".formatted(lastDay)));
  }

  /**
   * Puts its entry at the end of a file, which is made if it is not there, and is whose it was to
   * read. The file as it then is is read before the old one gives way.
   *
   * @throws dev.plumbline.catalog.InvalidCatalogException if the file would not be one of tokens
   */
  public void addTo(Path file) throws IOException {
    String before = Files.exists(file) ? Files.readString(file) : HEAD;
    String head = before.strip().equals("tokens: []") ? HEAD : before;
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(next);
    if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
      Files.createFile(
          next,
          PosixFilePermissions.asFileAttribute(
              Files.exists(file)
                  ? Files.getPosixFilePermissions(file)
                  : PosixFilePermissions.fromString("rw-r-----")));
    }
    try {
      Files.writeString(
          next,
          head + (head.endsWith("\n") ? "" : "\n") + entry,
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE);
      TokensFile.read(next);
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  /** Without the token: it must not reach a log. */
  @Override
  public String toString() {
    return "NewToken[…, " + entry + "]";
  }
}
