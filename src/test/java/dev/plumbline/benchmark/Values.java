package dev.plumbline.benchmark;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Healthy values a reference is captured of and a detector is fed. */
enum Values {
  NORMAL {
    @Override
    double draw(RandomGenerator random, long trial) {
      return random.nextGaussian();
    }
  },
  /** Student's t with five degrees of freedom, scaled to variance 1. */
  HEAVY_TAILED {
    @Override
    double draw(RandomGenerator random, long trial) {
      double squares = 0;
      for (int i = 0; i < 5; i++) {
        double z = random.nextGaussian();
        squares += z * z;
      }
      return random.nextGaussian() * Math.sqrt(3 / squares);
    }
  },
  /** In eighths, as the logprobs of some servers come. */
  QUANTISED {
    @Override
    double draw(RandomGenerator random, long trial) {
      return Math.rint(8 * random.nextGaussian()) / 8;
    }
  },
  /** Moves by half a standard deviation up and down over the day, one trial a minute. */
  DIURNAL {
    @Override
    double draw(RandomGenerator random, long trial) {
      return random.nextGaussian() + 0.5 * Math.sin(2 * Math.PI * (trial / HOUR % DAY) / DAY);
    }

    @Override
    int strata() {
      return (int) DAY;
    }
  };

  private static final long HOUR = 60;
  private static final long DAY = 24;

  abstract double draw(RandomGenerator random, long trial);

  /** Hours a capture B is divided into. */
  int strata() {
    return 1;
  }

  /** A capture of every hour alike. */
  List<Double> capture(RandomGenerator random, int n) {
    return IntStream.range(0, n).mapToObj(i -> draw(random, hour(i % strata()))).toList();
  }

  /** A capture of {@code n} values an hour. */
  List<List<Double>> strata(RandomGenerator random, int n) {
    return IntStream.range(0, strata())
        .mapToObj(h -> IntStream.range(0, n).mapToObj(_ -> draw(random, hour(h))).toList())
        .toList();
  }

  private static long hour(int h) {
    return h * HOUR;
  }
}
