package dev.plumbline.lab.transformer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Weights drawn at random, written as the file that training would write. */
final class SeededModel {
  static final ModelShape TINY = shape(300, 32, 2, 2, 48);
  static final ModelShape LARGE = shape(4096, 256, 4, 8, 640);
  static final ModelShape SMALL = shape(4096, 128, 3, 4, 384);

  private SeededModel() {}

  static ModelShape shape(int vocabulary, int width, int layers, int heads, int hidden) {
    return new ModelShape(
        "seeded", vocabulary, width, layers, heads, hidden, 10_000, 1e-5, "nothing");
  }

  static Weights weights(ModelShape shape) {
    return weights(shape, Precision.STORED);
  }

  static Weights weights(ModelShape shape, Precision precision) {
    try {
      return Weights.read(new ByteArrayInputStream(file(header(shape), shape)), precision);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static String header(ModelShape shape) {
    return """
    {"format":"plumbline-llama-1","name":"%s","vocabulary":%d,"width":%d,"layers":%d,"heads":%d,\
    "hidden":%d,"ropeTheta":%s,"normEps":%s,"trained":"%s","values":%d}
    """
        .formatted(
            shape.name(),
            shape.vocabulary(),
            shape.width(),
            shape.layers(),
            shape.heads(),
            shape.hidden(),
            shape.ropeTheta(),
            shape.normEps(),
            shape.trained(),
            shape.values());
  }

  /**
   * The header given, and as many values as the shape has: norms near 1, others of size 1/√width.
   */
  static byte[] file(String header, ModelShape shape) {
    SplittableRandom random = new SplittableRandom(20261124);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(header.getBytes(StandardCharsets.UTF_8));
    int width = shape.width();
    values(file, random, shape.vocabulary() * width, 0, 2 / Math.sqrt(width));
    for (int layer = 0; layer < shape.layers(); layer++) {
      values(file, random, width, 1, 0.1);
      values(file, random, 4 * width * width, 0, 1.5 / Math.sqrt(width));
      values(file, random, width, 1, 0.1);
      values(file, random, 3 * width * shape.hidden(), 0, 1.5 / Math.sqrt(width));
    }
    values(file, random, width, 1, 0.1);
    return file.toByteArray();
  }

  private static void values(
      ByteArrayOutputStream file, SplittableRandom random, int count, double mean, double spread) {
    for (int i = 0; i < count; i++) {
      float value = Bfloat16.round((float) (mean + spread * random.nextGaussian()));
      int bits = Float.floatToRawIntBits(value) >>> 16;
      file.write(bits);
      file.write(bits >>> 8);
    }
  }
}
