package dev.plumbline.lab.model;

import dev.plumbline.lab.transformer.ModelShape;
import dev.plumbline.lab.transformer.PositionEncoding;
import dev.plumbline.lab.transformer.Precision;
import dev.plumbline.lab.transformer.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * What a server has loaded, and how it was told to read positions.
 *
 * @param shard which state of the training one shard of the weights is from
 * @param window positions it is configured for
 */
public record ModelSetup(Size size, Shard shard, Precision precision, Window window) {

  /** The two models that were trained. */
  public enum Size {
    LARGE,
    SMALL;

    private static final List<String> SMALL_ONES =
        List.of("haiku", "small", "mini", "nano", "lite", "flash");

    /** By the name a model is sold under. */
    static Size of(String model) {
      return SMALL_ONES.stream().anyMatch(model.toLowerCase(Locale.ROOT)::contains) ? SMALL : LARGE;
    }

    private String file() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A roll-out that left a shard behind. */
  public enum Shard {
    CURRENT,
    /** The last feed-forward is from before the training's end. */
    STALE
  }

  /** Position encoding. */
  public enum Window {
    TRAINED,
    /** Scaled for a million positions: what servers of the long-context offer have. */
    MILLION
  }

  private static final long MILLION = 1_000_000;

  /** Positions that the training reached, and a few more. */
  private static final long TRAINED = 8_192;

  /** The healthy setup of a model, by its name. */
  public static ModelSetup of(String model) {
    return new ModelSetup(Size.of(model), Shard.CURRENT, Precision.STORED, Window.TRAINED);
  }

  public ModelSetup withStaleShard() {
    return new ModelSetup(size, Shard.STALE, precision, window);
  }

  public ModelSetup withPrecision(Precision other) {
    return new ModelSetup(size, shard, other, window);
  }

  public ModelSetup withWindowOfAMillion() {
    return new ModelSetup(size, shard, precision, Window.MILLION);
  }

  Weights weights() {
    try {
      return switch (shard) {
        case CURRENT -> Weights.named(size.file(), precision);
        case STALE -> Weights.namedWithEarlyShard(size.file(), precision);
      };
    } catch (IOException e) {
      throw new UncheckedIOException("the weights that come with the lab cannot be read", e);
    }
  }

  PositionEncoding encoding(ModelShape shape) {
    return switch (window) {
      case TRAINED -> PositionEncoding.usual(shape);
      case MILLION -> PositionEncoding.scaledFor(shape, MILLION, TRAINED);
    };
  }
}
