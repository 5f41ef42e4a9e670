package dev.plumbline.catalog.imports;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.util.ULocale;
import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Expected;
import dev.plumbline.catalog.Probe;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Guesses which scripts a healthy answer may use: those of the question and of the right answer,
 * and those of every language the question names. Rather one too many: a script too few makes a
 * healthy answer fail.
 */
final class AnswerScripts {
  private static final Map<String, List<String>> BY_LANGUAGE = byLanguage();
  private static final Pattern LANGUAGE =
      Pattern.compile("\\b(" + String.join("|", BY_LANGUAGE.keySet()) + ")\\b");

  private AnswerScripts() {}

  static List<String> of(List<Probe.Message> messages, List<CheckUse> checks) {
    StringBuilder text = new StringBuilder();
    messages.forEach(message -> text.append(message.content()).append('\n'));
    for (CheckUse use : checks) {
      if (use instanceof CheckUse.Answer(Expected expected)) {
        text.append(CheckYaml.expected(expected)).append('\n');
      }
    }
    return of(text.toString());
  }

  static List<String> of(String text) {
    Set<String> scripts = new TreeSet<>();
    scripts.add("Latin");
    text.codePoints()
        .map(UScript::getScript)
        .filter(AnswerScripts::isOwn)
        .mapToObj(UScript::getName)
        .forEach(scripts::add);
    Matcher matcher = LANGUAGE.matcher(text);
    while (matcher.find()) {
      scripts.addAll(BY_LANGUAGE.getOrDefault(matcher.group(), List.of()));
    }
    return List.copyOf(scripts);
  }

  private static boolean isOwn(int script) {
    return script != UScript.COMMON && script != UScript.INHERITED && script != UScript.UNKNOWN;
  }

  private static Map<String, List<String>> byLanguage() {
    Map<String, List<String>> languages = new LinkedHashMap<>();
    for (String code : Locale.getISOLanguages()) {
      ULocale locale = new ULocale(code);
      int[] scripts = UScript.getCode(locale);
      if (code.length() == 2 && scripts != null) {
        List<String> names = Arrays.stream(scripts).mapToObj(UScript::getName).toList();
        if (!names.equals(List.of("Latin"))) {
          languages.put(locale.getDisplayLanguage(ULocale.ENGLISH), names);
        }
      }
    }
    return languages;
  }
}
