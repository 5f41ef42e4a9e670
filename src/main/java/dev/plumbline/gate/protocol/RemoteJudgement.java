package dev.plumbline.gate.protocol;

import java.util.List;
import java.util.Map;

/** The answer of a remote judge, as Kayenta reads it. */
record RemoteJudgement(
    String judgeName, List<Result> results, List<GroupScore> groupScores, Score score) {

  record Result(
      String name,
      String id,
      Map<String, String> tags,
      String classification,
      String classificationReason,
      List<String> groups,
      Stats experimentMetadata,
      Stats controlMetadata,
      Map<String, Double> resultMetadata,
      boolean critical,
      boolean muted) {}

  record Stats(Map<String, Double> stats) {}

  record GroupScore(
      String name, double score, String classification, String classificationReason) {}

  record Score(double score, String classification, String classificationReason) {}
}
