package dev.plumbline.lab.transformer;

/**
 * The sizes of a decoder, as the first line of its weights file states them.
 *
 * @param name what the model is called, e.g. {@code large}
 * @param vocabulary number of tokens
 * @param width numbers a position carries from layer to layer
 * @param layers how many there are
 * @param heads of attention in each layer; they share {@code width} evenly, an even number each
 * @param hidden width inside the feed-forward part
 * @param ropeTheta base of the position encoding's wavelengths
 * @param normEps what keeps the root mean square above 0
 * @param trained hexadecimal SHA-256 of the texts it was trained on
 */
public record ModelShape(
    String name,
    int vocabulary,
    int width,
    int layers,
    int heads,
    int hidden,
    double ropeTheta,
    double normEps,
    String trained) {

  /**
   * @throws IllegalArgumentException if no decoder has these sizes
   */
  public ModelShape {
    require(vocabulary > 0 && width > 0 && layers > 0 && hidden > 0, "sizes are above 0");
    require(heads > 0 && width % heads == 0, "heads share the width evenly");
    require(width / heads % 2 == 0, "a head is of even width, for positions rotate pairs");
    require(ropeTheta > 1, "ropeTheta is above 1");
    require(normEps > 0, "normEps is above 0");
  }

  /** Numbers of one head. */
  public int headWidth() {
    return width / heads;
  }

  /** How many numbers the weights are. */
  public long values() {
    long attention = width + 4L * width * width;
    long feedForward = width + 3L * width * hidden;
    return (long) vocabulary * width + layers * (attention + feedForward) + width;
  }

  private static void require(boolean met, String rule) {
    if (!met) {
      throw new IllegalArgumentException("not a decoder: " + rule);
    }
  }
}
