package dev.plumbline.benchmark;

import dev.plumbline.benchmark.GateJudge.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one judge said of many rollouts, and after how many pairs. */
final class GateRuns {
  private final String judge;
  private final List<Double> pairs = new ArrayList<>();
  private final Map<Word, Integer> words = new EnumMap<>(Word.class);
  private int failedWithin20;
  private int failedWithin200;
  private int passedWithin500;

  GateRuns(String judge) {
    this.judge = judge;
  }

  void add(Word word, long after) {
    pairs.add((double) after);
    words.merge(word, 1, Integer::sum);
    failedWithin20 += word == Word.FAIL && after <= 20 ? 1 : 0;
    failedWithin200 += word == Word.FAIL && after <= 200 ? 1 : 0;
    passedWithin500 += word == Word.PASS && after <= 500 ? 1 : 0;
  }

  double share(Word word) {
    return words.getOrDefault(word, 0) / (double) pairs.size();
  }

  Map<String, Object> values() {
    Estimate mean = Estimate.of(pairs);
    List<Double> sorted = new ArrayList<>(pairs);
    Collections.sort(sorted);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("judge", judge);
    values.put("pairs", mean.mean());
    values.put("pairsError", mean.standardError());
    values.put("most", sorted.getLast());
    values.put("pass", words.getOrDefault(Word.PASS, 0));
    values.put("fail", words.getOrDefault(Word.FAIL, 0));
    values.put("inconclusive", words.getOrDefault(Word.INCONCLUSIVE, 0));
    values.put("failWithin20", failedWithin20);
    values.put("failWithin200", failedWithin200);
    values.put("passWithin500", passedWithin500);
    return values;
  }
}
