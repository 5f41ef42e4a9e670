package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Probe;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts are of their own language and of no other; what is too short or no prose is no trial. */
class LanguageCheckTest {
  private static final String GERMAN =
      "Im Frühling blühen die Bäume, im Sommer reifen die Früchte, im Herbst fallen die Blätter, und"
          + " im Winter schläft der ganze Garten unter dem Schnee.";

  private final Check check = new LanguageCheck();

  private static Probe probe(CheckUse... uses) {
    return Given.probe("?", Set.of("Latin"), Given.greedy(), uses);
  }

  private Reading read(String tag, String text) {
    return check.read(
        Given.subject(
            Given.target(),
            probe(new CheckUse.Language(tag)),
            Given.answer(text),
            Given.response("{}")));
  }

  /** The first article of the Universal Declaration of Human Rights; in Chinese the second too. */
  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of(
            "en",
            "All human beings are born free and equal in dignity and rights. They are "
                + "endowed with reason and conscience and should act towards one another "
                + "in a spirit of brotherhood."),
        Arguments.of(
            "de",
            "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind "
                + "mit Vernunft und Gewissen begabt und sollen einander im Geist der Brüderlichkeit "
                + "begegnen."),
        Arguments.of(
            "fr",
            "Tous les êtres humains naissent libres et égaux en dignité et en droits. "
                + "Ils sont doués de raison et de conscience et doivent agir les uns envers "
                + "les autres dans un esprit de fraternité."),
        Arguments.of(
            "es",
            "Todos los seres humanos nacen libres e iguales en dignidad y derechos "
                + "y, dotados como están de razón y conciencia, deben comportarse fraternalmente "
                + "los unos con los otros."),
        Arguments.of(
            "it",
            "Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti. "
                + "Essi sono dotati di ragione e di coscienza e devono agire gli uni verso "
                + "gli altri in spirito di fratellanza."),
        Arguments.of(
            "pt",
            "Todos os seres humanos nascem livres e iguais em dignidade e em direitos. "
                + "Dotados de razão e de consciência, devem agir uns para com os outros em "
                + "espírito de fraternidade."),
        Arguments.of(
            "nl",
            "Alle mensen worden vrij en gelijk in waardigheid en rechten geboren. Zij "
                + "zijn begiftigd met verstand en geweten, en behoren zich jegens elkander "
                + "in een geest van broederschap te gedragen."),
        Arguments.of(
            "pl",
            "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych "
                + "praw. Są oni obdarzeni rozumem i sumieniem i powinni postępować wobec "
                + "innych w duchu braterstwa."),
        Arguments.of(
            "ru",
            "Все люди рождаются свободными и равными в своем достоинстве и правах. "
                + "Они наделены разумом и совестью и должны поступать в отношении друг друга "
                + "в духе братства."),
        Arguments.of(
            "uk",
            "Всі люди народжуються вільними і рівними у своїй гідності та правах. Вони "
                + "наділені розумом і совістю і повинні діяти у відношенні один до одного "
                + "в дусі братерства."),
        Arguments.of(
            "tr",
            "Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar. Akıl "
                + "ve vicdana sahiptirler ve birbirlerine karşı kardeşlik zihniyeti ile hareket "
                + "etmelidirler."),
        Arguments.of(
            "vi",
            "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân "
                + "phẩm và quyền. Mọi con người đều được tạo hoá ban cho lý trí "
                + "và lương tâm và cần phải đối xử với nhau trong tình bằng hữu."),
        Arguments.of(
            "ar",
            "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق. وقد وهبوا عقلاً وضميرًا "
                + "وعليهم أن يعامل بعضهم بعضًا بروح الإخاء."),
        Arguments.of(
            "hi",
            "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता "
                + "प्राप्त है । उन्हें बुद्धि और अन्तरात्मा की देन प्राप्त है और परस्पर उन्हें "
                + "भाईचारे के भाव से बर्ताव करना चाहिए ।"),
        Arguments.of(
            "zh",
            "人人生而自由,在尊严和权利上一律平等。他们赋有理性和良心,并应以兄弟关系的精神相对待。人人有资格享有本宣言所载的一切权利"
                + "和自由,不分种族、肤色、性别、语言、宗教、政治或其他见解、国籍或社会出身、财产、出生或其他身分等任何区别。"),
        Arguments.of(
            "ja",
            "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。人間は、理性と良心とを授けられており、互いに同胞の精神を"
                + "もって行動しなければならない。"),
        Arguments.of(
            "ko",
            "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. 인간은 천부적으로 이성과 양심을 부여받았으며 서로 형제"
                + "애의 정신으로 행동하여야 한다."));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void aTextIsOfItsOwnLanguageAndOfNoOther(String tag, String text) {
    assertThat(read(tag, text)).isEqualTo(new Reading.Trial(false, ""));
    texts()
        .map(other -> (String) other.get()[0])
        .filter(other -> !other.equals(tag))
        .forEach(
            other -> assertThat(read(other, text)).as(other).extracting("failed").isEqualTo(true));
  }

  @Test
  void theLikelierLanguageIsNamed() {
    assertThat(read("fr", GERMAN))
        .extracting("found")
        .asString()
        .matches("de is [0-9.]+ times as likely as fr");
  }

  @Test
  void anAnswerThatSlipsIntoAnotherLanguageFails() {
    String english =
        " And then it went on in English, because the model had forgotten what language it was asked"
            + " to write in, and nobody had told it to stop doing so. That happens more often than one"
            + " would think, and it never comes back by itself.";

    assertThat(read("de", GERMAN.repeat(3) + english)).extracting("failed").isEqualTo(true);
  }

  @Test
  void codeAndTagsAndAddressesAroundTheWordsDoNotCount() {
    String code =
        "\n```java\nList<String> names = new ArrayList<>(); // the names of all things\n```\n";
    String around =
        code + GERMAN + " Siehe `the_english_identifier` und https://the.example/of/it." + code;

    assertThat(read("de", around)).isEqualTo(new Reading.Trial(false, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Ja.",
        "Der Frühling ist schön.",
        "```python\nfor season in seasons:\n    print(season, len(season), season.upper())\n```",
        "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26"
      })
  void tooFewWordsAreNoTrial(String text) {
    assertThat(read("en", text))
        .isInstanceOfSatisfying(
            Reading.NotATrial.class,
            reading -> assertThat(reading.reason()).endsWith("letters of prose, of 80 needed"));
  }

  @Test
  void saysWhatItRequires() {
    assertThat(check.inapplicable(Given.target(), probe()).orElse("")).contains("{language: de}");
    assertThat(check.inapplicable(Given.target(), probe(new CheckUse.Language("kl"))))
        .contains("no model for language 'kl'");
    assertThat(check.inapplicable(Given.target(), probe(new CheckUse.Language("de")))).isEmpty();
  }

  @Test
  void languagesThatATextDoesNotTellApartAreNotHeldAgainstIt() {
    String malay =
        "Semua manusia dilahirkan bebas dan samarata dari segi kemuliaan dan hak-hak. Mereka mempunyai"
            + " pemikiran dan perasaan hati dan hendaklah bertindak di antara satu sama lain.";

    assertThat(read("id", malay)).isEqualTo(new Reading.Trial(false, ""));
  }
}
