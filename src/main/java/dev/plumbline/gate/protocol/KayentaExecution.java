package dev.plumbline.gate.protocol;

import dev.plumbline.input.InvalidFieldException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an execution id says: nothing has to be kept between asking and reading.
 *
 * @param pass whole, as Argo's are
 */
record KayentaExecution(String evaluation, int pass, int marginal) {
  private static final Pattern ID = Pattern.compile("(.{1,200})-(\\d{1,3})-(\\d{1,3})");

  static KayentaExecution of(String evaluation, KayentaThresholds thresholds) {
    if (thresholds.pass() != (int) thresholds.pass()
        || thresholds.marginal() != (int) thresholds.marginal()) {
      throw new InvalidFieldException("thresholds", "must be whole numbers");
    }
    return new KayentaExecution(evaluation, (int) thresholds.pass(), (int) thresholds.marginal());
  }

  static KayentaExecution parse(String id) {
    Matcher matcher = ID.matcher(id);
    if (!matcher.matches()) {
      throw new InvalidFieldException("execution", "is none that was given out here");
    }
    return new KayentaExecution(
        matcher.group(1), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
  }

  KayentaThresholds thresholds() {
    return new KayentaThresholds(pass, marginal);
  }

  String id() {
    return "%s-%d-%d".formatted(evaluation, pass, marginal);
  }
}
