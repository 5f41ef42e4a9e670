package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Skipping blocks must find what looking at every character finds. */
class NonAsciiTest {

  /** On both sides of small blocks, blocks and the buffer, alone and with a neighbour. */
  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 30, 31, 32, 33, 63, 64, 255, 256, 257, 4_095, 4_096, 4_097, 8_191, 8_192})
  void isFoundOnEveryBorder(int place) {
    for (int length : new int[] {place + 1, place + 2, place + 33, place + 5_000}) {
      StringBuilder text = new StringBuilder("a".repeat(length));
      text.setCharAt(place, 'é');
      assertFound(text.toString());
      text.setCharAt(length - 1, '\u0080');
      assertFound(text.toString());
      text.setCharAt(length - 1, '\u007F');
      assertFound(text.toString());
    }
  }

  @Test
  void isFoundWhereverItStands() {
    RandomGenerator random = new SplittableRandom(3);
    for (int i = 0; i < 2_000; i++) {
      double share = Math.pow(10, -4 * random.nextDouble());
      StringBuilder text = new StringBuilder();
      IntStream.range(0, random.nextInt(10_000))
          .forEach(_ -> text.append(random.nextDouble() < share ? 'ж' : 'b'));
      assertFound(text.toString());
    }
  }

  private static void assertFound(String text) {
    List<Integer> found = new ArrayList<>();
    NonAscii nonAscii = new NonAscii(text);
    for (int at = nonAscii.next(0); at < text.length(); at = nonAscii.next(at + 1)) {
      found.add(at);
    }
    assertThat(found)
        .isEqualTo(
            IntStream.range(0, text.length()).filter(i -> text.charAt(i) >= 0x80).boxed().toList());
  }
}
