package dev.plumbline.lab.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a few merges written here: what does not depend on what was learnt. */
class TokenizerTest {
  private static final String SPECIALS =
      """
      special <|end|>
      special <|begin|>
      special <|system|>
      special <|user|>
      special <|assistant|>
      special <|tools|>
      """;

  /** 256 "th", 257 " th", 258 "aa", 259 " a", 260 "\n\n", 261 "é", 262 "aaaa". */
  private static final String FILE =
      """
      plumbline-bpe-1
      merge 74 68
      merge 20 7468
      merge 61 61
      merge 20 61
      merge 0a 0a
      merge c3 a9
      merge 6161 6161
      """
          + SPECIALS;

  /** Texts around special tokens are read as if they stood alone. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "<|end|>;263",
        "<|begin|>th<|tools|>;264,256,268",
        " a<|user|>a<|assistant|>;259,266,97,267",
        "<|end|><|end|>;263,263",
        "<|end;60,124,101,110,100",
      })
  void aTextThatIsLaidOutHoldsSpecialTokens(String text, String ids) {
    assertThat(joined(tokenizer().encodeLaidOut(text))).isEqualTo(ids);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "th;256",
        " th;257",
        "t h;116,32,104",
        "aaa;258,97",
        "aaaaaaa;262,258,97",
        " aaa;32,258,97",
        "12;49,50",
        " 12;32,49,50",
        "a  th;97,32,257",
        "é;261",
        "<|end|>;60,124,101,110,100,124,62",
      })
  void mergesTheEarliestPairOfAChunkFirst(String text, String ids) {
    assertThat(joined(tokenizer().encode(text))).isEqualTo(ids);
  }

  @Test
  void theEmptyTextHasNoTokens() {
    assertThat(tokenizer().encode("")).isEmpty();
  }

  @Test
  void specialTokensAreTheLastIds() {
    Tokenizer tokenizer = tokenizer();
    assertThat(tokenizer.size()).isEqualTo(269);
    assertThat(tokenizer.id(SpecialToken.END)).isEqualTo(263);
    assertThat(tokenizer.id(SpecialToken.TOOLS)).isEqualTo(268);
    assertThat(tokenizer.isSpecial(262)).isFalse();
    assertThat(tokenizer.isSpecial(263)).isTrue();
    assertThat(tokenizer.isSpecial(269)).isFalse();
    assertThat(tokenizer.bytes(264)).asString().isEqualTo("<|begin|>");
    assertThat(tokenizer.bytes(262)).asString().isEqualTo("aaaa");
  }

  @Test
  void findsTheTokenOfWholeTexts() {
    Tokenizer tokenizer = tokenizer();
    assertThat(tokenizer.id(" th")).hasValue(257);
    assertThat(tokenizer.id("é")).hasValue(261);
    assertThat(tokenizer.id(new byte[] {(byte) 0xc3})).hasValue(0xc3);
    assertThat(tokenizer.id("aaa")).isEmpty();
    assertThat(tokenizer.id("<|end|>")).isEmpty();
  }

  /** 3,000 texts of letters, marks, digits, blanks, emoji and code points drawn from all. */
  @Test
  void theBytesOfTheTokensAreTheText() {
    Tokenizer tokenizer = tokenizer();
    SplittableRandom random = new SplittableRandom(11);
    int[] common =
        "the aa é\n\n\t 12 ़क ที่ 中文 👩‍👩‍👧 \u00a0\u2028\u0301 {}();".codePoints().toArray();
    for (int i = 0; i < 3_000; i++) {
      String text =
          random
              .ints(random.nextInt(60), 0, common.length + 10)
              .map(at -> at < common.length ? common[at] : anyCodePoint(random))
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      assertThat(tokenizer.bytes(tokenizer.encode(text)))
          .isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A chunk of 200,000 letters: steps in proportion to its square would take minutes. */
  @Test
  void aLongChunkIsNoTrap() {
    int[] encoded = tokenizer().encode("a".repeat(200_001));
    assertThat(encoded).hasSize(50_001).endsWith(262, 97);
  }

  @ParameterizedTest
  @CsvSource({
    "plumbline-bpe-1, plumbline-bpe-2, line 1",
    "merge 74 68, merge 74, line 2",
    "merge 74 68, merge 74 6, line 2",
    "merge 74 68, merge 74 zz, line 2",
    "merge 20 7468, merge 20 7469, line 3",
    "merge 74 68, word 74 68, line 2",
    "special <|user|>, special <|bot|>, line 12",
    "special <|end|>, merge 6161 61, line 10",
    "special <|tools|>, '', line 14",
  })
  void aFileThatIsNoneIsRefusedWithItsLine(String stated, String other, String line) {
    String file = FILE.replace(stated, other);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(InvalidModelFileException.class)
        .hasMessageContaining("tokenizer, " + line);
  }

  private static int anyCodePoint(SplittableRandom random) {
    int drawn = random.nextInt(Character.MAX_CODE_POINT + 1);
    boolean surrogate = drawn >= Character.MIN_SURROGATE && drawn <= Character.MAX_SURROGATE;
    return surrogate ? 'x' : drawn;
  }

  private static String joined(int[] ids) {
    return IntStream.of(ids).mapToObj(String::valueOf).collect(Collectors.joining(","));
  }

  private static Tokenizer tokenizer() {
    try {
      return read(FILE);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Tokenizer read(String file) throws IOException {
    return Tokenizer.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
  }
}
