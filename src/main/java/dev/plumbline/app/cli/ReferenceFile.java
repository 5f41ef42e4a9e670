package dev.plumbline.app.cli;

import dev.plumbline.app.cli.PlainErrors.BadInputException;
import dev.plumbline.reference.Reference;
import dev.plumbline.reference.ReferenceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A reference out of a file named on the command line. */
final class ReferenceFile {
  private ReferenceFile() {}

  static Reference read(Path file) {
    try {
      return ReferenceFiles.parse(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new BadInputException(file + ": cannot be read: " + e);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          "%s: %s — write it with plumbline reference capture or export"
              .formatted(file, e.getMessage()));
    }
  }
}
