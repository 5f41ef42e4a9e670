package dev.plumbline.score;

import java.util.Set;
import java.util.stream.Stream;

/** Sentences written by hand in many scripts, each with the scripts it is written in. */
final class CleanTexts {

  /** A sentence and its scripts. */
  record CleanText(String language, Set<String> scripts, String text) {
    @Override
    public String toString() {
      return language;
    }
  }

  private CleanTexts() {}

  private static CleanText text(String language, String scripts, String text) {
    return new CleanText(language, Set.of(scripts.split(" ")), text);
  }

  static Stream<CleanText> all() {
    return Stream.of(
        text(
            "English", "Latin", "“It’s 20 °C — naïve? 3 × ½ ≠ 2 µm…” 👩‍🔬 ❤️ costs €5, ฿7 or ₽9."),
        text("French", "Latin", "Où est la gare ? « Là-bas », répond l’élève : 12 h 30."),
        text("Catalan", "Latin", "La col·lecció és meravellosa; l’alumne l’ha vista."),
        text("Vietnamese", "Latin", "Người Việt nói tiếng Việt, và trời đã mưa suốt buổi sáng."),
        text("Turkish", "Latin", "İstanbul’da ılık bir gün; çocuklar şarkı söylüyor."),
        text("Maltese", "Latin", "Ġanni u Ċensu ġew. IL-KNISJA TAĊ-ĊENTRU, FL-OĠĠETTI: Ġunju."),
        text("Yoruba", "Latin", "Gbogbo ènìyàn ni a bí ní òmìnira; ọjọ́ dára lónìí."),
        text("Pinyin", "Latin", "Nǐ hǎo, shìjiè! Wǒmen qù gōngyuán ba."),
        text("Phonetics", "Latin Greek", "The word is written thought and spoken [ˈθɔːt], ʃ ʒ ŋ."),
        text("Russian", "Cyrillic", "Съешь ещё этих мягких французских булок — № 5 «Заря»."),
        text("Stressed Russian", "Cyrl", "за́мок и замо́к · 5 км"),
        text("Ukrainian", "Cyrillic", "Сім’я їсть ґречану кашу; об'єкт є."),
        text("Mongolian", "Cyrillic", "Өнөөдөр тэнгэр цэлмэг байна."),
        text("Greek", "Greek", "Ο καιρός είναι καλός· πού πάμε; «Εδώ»."),
        text("Old Greek", "Greek", "Ἐν ἀρχῇ ἦν ὁ λόγος, καὶ ὁ λόγος ἦν πρὸς τὸν θεόν."),
        text("Armenian", "Armenian", "Բարեւ ձեզ։ Ինչպե՞ս եք։"),
        text("Georgian", "Georgian", "გამარჯობა, როგორ ხართ? დღეს კარგი ამინდია."),
        text("Hebrew", "Hebrew", "שָׁלוֹם עולם! מה שלומך? בע״מ וצה״ל."),
        text("Arabic", "Arabic", "مرحبًا بالعالم، كيف الحال؟ العدد ١٢٣؛ انتهى."),
        text("Persian", "Arab", "می‌خواهم کتاب بخوانم؛ شمارهٔ ۴۵۶."),
        text("Urdu", "Arabic", "آج موسم اچھا ہے۔ آپ کیسے ہیں؟"),
        text("Hindi", "Devanagari", "नमस्ते दुनिया। आज मौसम अच्छा है॥ १२३"),
        text("Bengali", "Bengali", "নমস্কার বিশ্ব। আজ আবহাওয়া ভালো।"),
        text("Punjabi", "Gurmukhi", "ਸਤ ਸ੍ਰੀ ਅਕਾਲ। ਅੱਜ ਮੌਸਮ ਚੰਗਾ ਹੈ।"),
        text("Gujarati", "Gujarati", "નમસ્તે દુનિયા. આજે હવામાન સારું છે."),
        text("Tamil", "Tamil", "வணக்கம் உலகம்! இன்று வானிலை நன்றாக உள்ளது."),
        text("Telugu", "Telugu", "నమస్కారం ప్రపంచం. ఈ రోజు వాతావరణం బాగుంది."),
        text("Kannada", "Kannada", "ನಮಸ್ಕಾರ ಜಗತ್ತು. ಇಂದು ಹವಾಮಾನ ಚೆನ್ನಾಗಿದೆ."),
        text("Malayalam", "Malayalam", "നമസ്കാരം ലോകം. ഇന്ന് കാലാവസ്ഥ നല്ലതാണ്."),
        text("Sinhala", "Sinhala", "ආයුබෝවන් ලෝකය. අද කාලගුණය හොඳයි."),
        text("Thai", "Thai", "สวัสดีชาวโลก วันนี้อากาศดีมาก ราคา ฿๑๒๓ ฯลฯ"),
        text("Lao", "Lao", "ສະບາຍດີຊາວໂລກ ມື້ນີ້ອາກາດດີ"),
        text("Khmer", "Khmer", "សួស្តីពិភពលោក។ ថ្ងៃនេះអាកាសធាតុល្អ។"),
        text("Burmese", "Myanmar", "မင်္ဂလာပါ ကမ္ဘာ။ ဒီနေ့ ရာသီဥတု ကောင်းတယ်။"),
        text("Tibetan", "Tibetan", "བཀྲ་ཤིས་བདེ་ལེགས། དེ་རིང་གནམ་གཤིས་ཡག་པོ་འདུག།"),
        text("Amharic", "Ethiopic", "ሰላም ለዓለም። ዛሬ አየሩ ጥሩ ነው፤ ደህና ነህ፧"),
        text("Cherokee", "Cherokee", "ᎣᏏᏲ ᎡᎶᎯ."),
        text("Inuktitut", "Canadian_Aboriginal", "ᐊᐃᓐᖓᐃ ᓄᓇᕐᔪᐊᖅ."),
        text("Adlam", "Adlam", "𞤢𞤤𞤳𞤢𞤤𞤫، 𞤧𞤢𞤤𞤢𞤥؟"),
        text("Chinese", "Han", "你好，世界！今天天气很好。《论语》说：“学而时习之”（第一章）——①③。"),
        text("Traditional Chinese", "Hant", "今天天氣很好，「我們」去公園、看花吧。"),
        text("Japanese", "Han Hiragana Katakana", "今日は、コーヒーを飲みます。「々」と〆切・１２３％ヶ月。"),
        text("Japanese by one code", "Jpan", "東京タワーへ行きましょう！"),
        text("Korean", "Hangul", "안녕하세요, 세계! 오늘은 날씨가 좋습니다. 「책」"),
        text("Korean with hanja", "Kore", "大韓民國의 국호는 대한민국이다."),
        text("Mixed", "Latin Greek", "Ω = 2πf, where f is measured in hertz and μ in metres."));
  }
}
