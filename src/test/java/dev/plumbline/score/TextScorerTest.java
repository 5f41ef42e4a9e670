package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain text files: verdicts, large files, folders, bad input. */
class TextScorerTest {
  private static final int BLOCK = 1 << 16;

  private final TextScorer latin = new TextScorer(Set.of("Latin"));
  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void aCleanTextPasses() throws Exception {
    Path file = file("clean.txt", "\uFEFFAll human beings are born free.\n");

    assertThat(latin.score(file))
        .isEqualTo(new TextScore(file.toString(), "foreign-script", false, ""));
  }

  @Test
  void anEmptyTextPasses() throws Exception {
    assertThat(latin.score(file("empty.txt", "")).failed()).isFalse();
  }

  @Test
  void aForeignLetterAndALeakedTokenFail() throws Exception {
    TextScore score = latin.score(file("bad.txt", "All humสan beings.<|im_end|>"));

    assertThat(score.failed()).isTrue();
    assertThat(score.found()).isEqualTo("U+0E2A THAI at 7, leaked token <|im_end|> at 18");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, BLOCK - 2, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK - 1, 5 * BLOCK})
  void placesInLargeFilesAreRight(int at) throws Exception {
    for (String filler : List.of("word ", "x")) {
      String clean = filler.repeat(5 * BLOCK / filler.length() + 1).substring(0, 5 * BLOCK);
      String text = new StringBuilder(clean).insert(at, "𞤢").toString();

      assertThat(latin.score(file("large.txt", text)).found()).isEqualTo("U+1E922 ADLAM at " + at);
    }
  }

  @Test
  void neitherAddressesNorTokensAreTornBetweenBlocks() throws Exception {
    for (int before = BLOCK - 40; before < BLOCK; before++) {
      String clean = "word ".repeat(BLOCK).substring(0, before);
      String text = clean + " https://президент.рф/новости <|endoftext|>";

      assertThat(latin.score(file("torn.txt", text)).found())
          .isEqualTo("leaked token <|endoftext|> at " + (before + 30));
    }
  }

  @Test
  void atMostFiveAreListedHoweverManyBlocksFail() throws Exception {
    String text = ("word ".repeat(BLOCK / 4) + "ж ").repeat(8);

    assertThat(latin.score(file("many.txt", text)).found().split(", ")).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({"c3", "ff", "eda080", "c0af", "e282"})
  void whatIsNotUtf8IsBadInputWhereverItStands(String hex) throws Exception {
    byte[] broken = HexFormat.of().parseHex(hex);
    Path file = file("broken.txt", "жж " + "word ".repeat(BLOCK));
    Files.write(file, broken, StandardOpenOption.APPEND);

    assertThatThrownBy(() -> latin.score(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("broken.txt: not UTF-8");
  }

  @Test
  void foldersAreWalkedInOrder() throws Exception {
    Path b = file("b.txt", "b");
    Path deep = file("a/deep/x.txt", "x");
    Path a = file("a/a.txt", "a");

    assertThat(TextScorer.files(List.of(b, folder.resolve("a")))).containsExactly(b, a, deep);
  }

  @Test
  void aMissingFileIsBadInput() {
    assertThatThrownBy(() -> TextScorer.files(List.of(folder.resolve("none"))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("none: no such file");
  }
}
