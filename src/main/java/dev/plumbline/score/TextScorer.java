package dev.plumbline.score;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Runs {@code foreign-script} over plain UTF-8 texts of any size. */
public final class TextScorer {
  private final TextInspector inspector;

  /**
   * @param scripts Unicode long names or ISO 15924 codes
   * @throws IllegalArgumentException if a name is no script
   */
  public TextScorer(Collection<String> scripts) {
    inspector = new TextInspector(new ScriptAllowList(scripts), "");
  }

  /**
   * The files to score: those given, and every regular file below a folder given, sorted.
   *
   * @throws BadInputException if one does not exist or a folder cannot be read
   */
  public static List<Path> files(Collection<Path> filesAndFolders) throws BadInputException {
    List<Path> files = new ArrayList<>();
    for (Path path : filesAndFolders) {
      if (!Files.exists(path)) {
        throw new BadInputException(path + ": no such file or folder", null);
      }
      try (Stream<Path> below = Files.walk(path)) {
        below.filter(Files::isRegularFile).sorted().forEach(files::add);
      } catch (IOException | UncheckedIOException e) {
        throw new BadInputException(path + ": cannot be read: " + e.getMessage(), e);
      }
    }
    return files;
  }

  /**
   * Scores one text.
   *
   * @throws BadInputException if it cannot be read or is not UTF-8
   */
  public TextScore score(Path file) throws BadInputException {
    try (Reader reader = Channels.newReader(Files.newByteChannel(file), UTF_8.newDecoder(), -1)) {
      List<Finding> findings = findings(new TextBlocks(reader));
      return new TextScore(
          file.toString(),
          ForeignScriptCheck.NAME,
          !findings.isEmpty(),
          TextInspector.shown(findings));
    } catch (CharacterCodingException e) {
      throw new BadInputException(file + ": not UTF-8 text; convert it first", e);
    } catch (IOException e) {
      throw new BadInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Reads to the end even when enough is found: a file is bad input wherever it is broken. */
  private List<Finding> findings(TextBlocks blocks) throws IOException {
    List<Finding> findings = new ArrayList<>();
    long offset = 0;
    for (String block = blocks.next(); !block.isEmpty(); block = blocks.next()) {
      if (findings.size() < TextInspector.SHOWN) {
        for (Finding finding : inspector.findings(block)) {
          findings.add(finding.later(offset));
        }
      }
      offset += block.length();
    }
    return findings.stream().limit(TextInspector.SHOWN).toList();
  }
}
