package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What models ordinarily write is clean, and each kind of damage is found in it. */
class ModelAnswersTest {
  private static final Set<String> LATIN = Set.of("Latin");

  private static String found(String text, Set<String> scripts) {
    return TextInspector.shown(new TextInspector(new ScriptAllowList(scripts), "").findings(text));
  }

  static Stream<Arguments> ordinary() {
    return Stream.of(
        Arguments.of(
            "Markdown", "# A\n\n## B ##\n###C\n* **bold** _it_ [link](x.md) ![i](a.png)\n> q"),
        Arguments.of("task list", "- [ ] open\n- [x] done [1] [^2]: see [INSTALL](x) and [[wiki]]"),
        Arguments.of(
            "generics",
            "```java\nMap<String, List<T>> m = new HashMap<>();\nif (a<b && c>d) {}\n```"),
        Arguments.of("placeholders", "kill -s <s> <pid> sends signal <s>; see <n> in <section>."),
        Arguments.of("HTML", "<p>a<br/><s>old</s> new</p><script>x</script><select><span>s</span>"),
        Arguments.of(
            "XML", "<?xml version=\"1.0\"?><s:Envelope xmlns:s=\"u\"></s:Envelope><![CDATA[x]]>"),
        Arguments.of("shell", "if [[ -n \"${1##*/}\" ]]; then echo \"$#\" <<<\"$x\" | tr a b; fi"),
        Arguments.of("macros", "#define CAT(a, b) a ##b\n#define X(a) \\\n  a ##a \\\n  + 1\n"),
        Arguments.of("F# and Elixir", "xs |> List.map f <| y\nlet a = b <|> c"),
        Arguments.of("diff", "@@ -1,3 +1,3 @@\n-a\n+b\n--- a/x\n+++ b/x"),
        Arguments.of(
            "LaTeX", "\\(\\alpha_{i}^{2}\\) and $$\\frac{1}{2}\\int_0^\\infty e^{-x}\\,dx$$"),
        Arguments.of(
            "mathematics", "∀x∈ℝ: ⌈x⌉ = −⌊−x⌋; ∑∏∫√∞≈≠≤≥±×÷·∂∇⊂∪∩∅→⇒⟨a|b⟩ 𝑥² + 𝐲₁ ℵ₀ ½ ‰ ‱"),
        Arguments.of(
            "arrows and boxes", "┌──┬──┐\n│ a│ b│\n╞══╪══╡ ← ↑ → ↓ ↔ ⇐ ⟶ █▓▒░ ■□▲△◆ ▁▂▃▄▅▆▇█"),
        Arguments.of("emoji", "👩‍🔬 👨‍👩‍👧‍👦 ❤️ ✔️ ✅ ❌ ⚠️ 🏳️‍🌈 🇩🇪 1️⃣ 👍🏽 ☕ ⭐ 🫠"),
        Arguments.of("money", "€5 £3 ¥100 ₹20 ₽9 ₿1 ₩7 ₪2 ฿7 ¢ ₺ ₴"),
        Arguments.of(
            "superscripts", "x²y³ aⁿ 10⁻⁶ H₂O CO₂ SO₄²⁻ 1ª 2º ™ ® © § ¶ † ‡ № ℃ 20 °C 5′ 3″"),
        Arguments.of("chess", "♔♕♖♗♘♙ ♚♛♜♝♞♟ 1. e4 e5 2. ♘f3"),
        Arguments.of("cards and music", "♠♥♦♣ ♩♪♫♭♯ ☐☑☒ ⚀⚅"),
        Arguments.of("Roman numerals", "Ⅳ ⅻ Ↄ and XIV"),
        Arguments.of(
            "names", "Dvořák, Łódź, Þórr, Čapek, İzmir, Nguyễn, Ångström, Škoda, Ōsaka, Ġorġ"),
        Arguments.of("quotations", "„Spaß“ »Spaß” «élevé » ‹à› ‚ja‘ L’ÉTÉ” CAFÉ» “MAÇÔ — É… OLÁ”—"),
        Arguments.of("Slovak and Czech quotations", "„kráľ“ „Tomáš“ „dráž…“ „guláš”. Už áno…"),
        Arguments.of(
            "French", "« Élevé » : prix réglé € ; où ça ? Ça, c’est l’œuvre – à « voilà »…"),
        Arguments.of("Polish and Turkish", "Żółw, ółta łódź «ół» kâğıt, îkaz, âşık ve rüzgârı"),
        Arguments.of(
            "Portuguese", "NÃO, IRMÃ” MANHÃ… Â Ã; Portuguese “SÃO” and Vietnamese Â, Ă, Ê."),
        Arguments.of("Icelandic", "ÞAÐ ER ORÐIÐ; það er orðið… “Já, ð.” Faðir"),
        Arguments.of("spaces", "a\u00A0b\u202Fc\u2009d\u200Be\u2060f\u00ADg\uFEFF\u2028h"),
        Arguments.of("phonetics in Latin", "[ˈtʃɪkən] /ŋ ʒ ɹ ɸ ɑː/ ə"),
        Arguments.of("micro", "5 µm, 3 µs, 7 µA"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ordinary")
  void ordinaryAnswersAreClean(String kind, String text) {
    assertThat(found(text, LATIN)).as(kind).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Latin Greek | 5 μm, 3 kΩ, NFκB, TNFα, Δx, ΔT, ΔH, Δν, hν, Aβ42, sin²θ + 2sinθcosφ, λx.x, σₓ, sinαcosβ",
        "Latin Greek | Ω = 2πf; the Greek word λόγος means word, and Ωmega starts with Ω",
        "Latin Cyrillic | Слово «Москва» means Moscow; IT-отдел, SMS-ка, XXI век, 5 кВт",
        "Jpan Latin | 東京タワーでTシャツを買う。iPhone版のアプリ、ＡＢＣ",
        "Hans Latin | 我用iPhone手机和T恤，还有CPU。",
        "Kore Latin | iPhone을 샀다. API는 좋다.",
        "Thai Latin | ใช้iPhoneของฉัน",
        "Arabic Latin | الـAPI جيد",
      })
  void whatScriptsShareLegitimatelyIsClean(String scripts, String text) {
    assertThat(found(text, Set.of(scripts.split(" ")))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Latin Cyrillic | The pеrson | mixed scripts in pеrson at 4",
        "Latin Cyrillic | Это pусское слово | mixed scripts in pусское at 4",
        "Latin Cyrillic | xорошо | mixed scripts in xорошо at 0",
        "Latin Greek | the Οmega | mixed scripts in Οmega at 4",
        "Latin Greek | Kαλημέρα | mixed scripts in Kαλημέρα at 0",
        "Latin Armenian | the wօrd | mixed scripts in wօrd at 4",
        "Greek Cyrillic | Μосква | mixed scripts in Μосква at 0",
      })
  void wordsOfTwoAlphabetsAreFoundEvenWhereBothAreAllowed(
      String scripts, String text, String found) {
    assertThat(found(text, Set.of(scripts.split(" ")))).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "itâ€™s | â€™ at 2",
        "itâ\u0080\u0099s | â\\u0080\\u0099 at 2",
        "the cafÃ© | Ã© at 7",
        "noÃ«l | Ã« at 2",
        "20Â°C | Â° at 2",
        "caffÃ¨ | Ã¨ at 4",
        "a â†’ b | â†’ at 2",
        "a âœ“ b | âœ“ at 2",
        "â‚¬5 | â‚¬ at 0",
        "ðŸ˜€ | ðŸ˜€ at 0",
        "Ð¿Ñ€Ð¸Ð²ÐµÑ‚ | Ð¿Ñ€Ð¸Ð²ÐµÑ‚ at 0",
        "ä½\u00A0å¥½ | ä½\u00A0å¥½ at 0",
        "itâĢĻs | âĢĻ at 2",
        "cafÃ©Ġau | Ã© at 3",
        "ãĢĤ | ãĢĤ at 0",
        "ðŁĺĢ | ðŁĺĢ at 0",
      })
  void utf8ReadByAnotherTableIsFound(String text, String found) {
    assertThat(found(text, LATIN)).startsWith("undecoded UTF-8 " + found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      value = {
        "ĠThe quick → undecoded token Ġ at 0",
        "one.Ġtwo → undecoded token Ġ at 4",
        "in 1990Ġand → undecoded token Ġ at 7",
        "▁the end → undecoded token ▁ at 0",
        "play ##ing → undecoded token ##ing at 5",
        "a<0xE2><0x80> → undecoded token <0xE2> at 1, undecoded token <0x80> at 7",
        "Done.<|eot_id|> → leaked token <|eot_id|> at 5",
        "Done.<｜end▁of▁sentence｜> → leaked token <｜end▁of▁sentence｜> at 5",
        "<s> Hello → leaked token <s> at 0",
        "<start_of_turn>model → leaked token <start_of_turn> at 0",
        "[TOOL_CALLS] x → leaked token [TOOL_CALLS] at 0",
        "<<SYS>> x → leaked token <<SYS>> at 0",
        "x [SEP] y → leaked token [SEP] at 2",
        "<unused42> → leaked token <unused42> at 0",
        "a<tool_call>b</tool_call> → leaked token <tool_call> at 1, leaked token </tool_call> at 13",
      })
  void remainsOfTokensAreFound(String text, String found) {
    assertThat(found(text, LATIN)).startsWith(found);
  }

  @ParameterizedTest
  @CsvSource({"[INST]", "<|im_end|>", "â€™", "pеrson", "play ##ing"})
  void whatThePromptSaysIsNoFinding(String remains) {
    ScriptAllowList allowed = new ScriptAllowList(LATIN, remains);

    assertThat(new TextInspector(allowed, remains).findings("It is " + remains + " indeed"))
        .isEmpty();
  }

  /** Hostile answers: nothing may take time in the square of their length. */
  @ParameterizedTest
  @CsvSource({"</s>", "<", "##a", "é", "Ã", "я", "<|a", "[", "<0x", "й1"})
  void longAnswersTakeLinearTime(String unit) {
    String text = unit.repeat(1 << 17);
    long start = System.nanoTime();
    found("<s>" + text, Set.of("Latin", "Cyrillic"));

    // Healthy: 5 to 60 ms. A square of it takes minutes.
    assertThat((System.nanoTime() - start) / 1e9).isLessThan(5);
  }
}
