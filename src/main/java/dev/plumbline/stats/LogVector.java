package dev.plumbline.stats;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntToDoubleFunction;

/**
 * Numbers, one for each alternative, as an unmodifiable list that holds no objects: every series
 * keeps several of them, and a list of boxed numbers takes three times the memory, in a dozen
 * places.
 */
final class LogVector extends AbstractList<Double> implements RandomAccess {
  private final double[] values;

  private LogVector(double[] values) {
    this.values = values;
  }

  static LogVector per(int size, IntToDoubleFunction value) {
    double[] values = new double[size];
    for (int k = 0; k < size; k++) {
      values[k] = value.applyAsDouble(k);
    }
    return new LogVector(values);
  }

  /** These numbers; itself if it is one already. */
  static LogVector of(List<Double> values) {
    return values instanceof LogVector vector ? vector : per(values.size(), values::get);
  }

  @Override
  public Double get(int k) {
    return values[Objects.checkIndex(k, values.length)];
  }

  @Override
  public int size() {
    return values.length;
  }
}
