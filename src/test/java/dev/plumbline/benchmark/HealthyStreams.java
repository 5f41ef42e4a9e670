package dev.plumbline.benchmark;

import dev.plumbline.benchmark.HealthyStream.Trials;
import dev.plumbline.stats.BinnedRatio;
import dev.plumbline.stats.BoundedBetting;
import dev.plumbline.stats.BoundedRatio;
import dev.plumbline.stats.ClippedGaussian;
import dev.plumbline.stats.ConformalRank;
import dev.plumbline.stats.Contamination;
import dev.plumbline.stats.Increment;
import dev.plumbline.stats.McNemar;
import dev.plumbline.stats.RawIncrement;
import dev.plumbline.stats.RobustScale;
import dev.plumbline.stats.ShareGrid;
import dev.plumbline.stats.SupportTest;
import dev.plumbline.stats.TwoCapture;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Every increment there is, on every kind of healthy stream it is made for. */
final class HealthyStreams {
  private static final double P0 = 0.01;
  private static final int CAPTURED = 20_000;
  private static final int CAPTURED_AN_HOUR = 5_000;
  private static final int SESSION = 5;

  private HealthyStreams() {}

  static List<HealthyStream> all() {
    return List.of(
        shares("independent", new Failures(P0, _ -> 1, _ -> 1)),
        shares(
            "sticky: one session in ten fails a tenth of its five answers",
            new Failures(0.1 * (1 - Math.pow(0.9, SESSION)), _ -> 1, HealthyStreams::session)),
        shares(
            "diurnal: p0 at noon, 0 at midnight",
            new Failures(P0, trial -> (1 + Math.sin(trial * Math.TAU / 1_440)) / 2, _ -> 1)),
        pairs("independent, 4 % discordant", (random, _) -> pair(random, 0.04)),
        pairs("sticky: five pairs that agree", (random, _) -> mean(pair(random, 0.04))),
        pairs(
            "diurnal: 1 to 9 % discordant",
            (random, trial) -> pair(random, 0.05 + 0.04 * Math.sin(trial * Math.TAU / 1_440))),
        betting("nine small losses to a large win", (random, _) -> bet(random)),
        betting("sticky: five of them that agree", (random, _) -> mean(bet(random))),
        gaussian(Values.NORMAL, 1),
        gaussian(Values.HEAVY_TAILED, 1),
        gaussian(Values.QUANTISED, 1),
        gaussian(Values.DIURNAL, 1),
        gaussian(Values.NORMAL, SESSION),
        ranks(Values.HEAVY_TAILED, 1),
        ranks(Values.QUANTISED, 1),
        ranks(Values.DIURNAL, 1),
        ranks(Values.NORMAL, SESSION),
        fingerprint(Values.HEAVY_TAILED),
        fingerprint(Values.QUANTISED),
        fingerprint(Values.DIURNAL),
        support());
  }

  private static HealthyStream shares(String stream, Trials trials) {
    return new HealthyStream("shares", stream, false, ShareGrid.mixture(), _ -> trials);
  }

  private static HealthyStream pairs(String stream, Trials trials) {
    return new HealthyStream("McNemar", stream, false, McNemar.standard().mixture(), _ -> trials);
  }

  private static HealthyStream betting(String stream, Trials trials) {
    return new HealthyStream(
        "bounded betting", stream, false, BoundedBetting.standard().mixture(), _ -> trials);
  }

  /**
   * Trials that rarely fail.
   *
   * @param rate of those that may
   * @param kept probability that one that may does, by its number
   * @param share of its answers that fail
   */
  private record Failures(
      double rate, LongToDoubleFunction kept, ToDoubleFunction<RandomGenerator> share)
      implements Trials {
    @Override
    public long misses(RandomGenerator random, long trial) {
      long misses = Chance.misses(rate, random);
      while (random.nextDouble() >= kept.applyAsDouble(trial + misses)) {
        misses += 1 + Chance.misses(rate, random);
      }
      return misses;
    }

    @Override
    public Increment next(RandomGenerator random, long trial) {
      return ShareGrid.increment(share.applyAsDouble(random) / P0);
    }
  }

  /** Of a session in which each answer fails with probability 0.1, once one has. */
  private static double session(RandomGenerator random) {
    while (true) {
      long failed = IntStream.range(0, SESSION).filter(_ -> random.nextInt(10) == 0).count();
      if (failed > 0) {
        return (double) failed / SESSION;
      }
    }
  }

  private static Increment pair(RandomGenerator random, double discordant) {
    double draw = random.nextDouble() / discordant;
    McNemar pairs = McNemar.standard();
    return draw < 0.5 ? pairs.loss() : draw < 1 ? pairs.win() : pairs.concordant();
  }

  private static Increment bet(RandomGenerator random) {
    return BoundedBetting.standard().increment(random.nextInt(10) == 0 ? -0.9 : 0.1);
  }

  private static Increment mean(Increment each) {
    return Increment.mean(List.of(each, each, each, each, each));
  }

  /** A session's values share 80 % of their variance. */
  private static RawIncrement session(
      RandomGenerator random, int values, ToRaw raw, ToDoubleFunction<RandomGenerator> draw) {
    if (values == 1) {
      return raw.of(draw.applyAsDouble(random), random);
    }
    double shared = Math.sqrt(0.8) * draw.applyAsDouble(random);
    return RawIncrement.mean(
        IntStream.range(0, values)
            .mapToObj(_ -> raw.of(shared + Math.sqrt(0.2) * draw.applyAsDouble(random), random))
            .toList());
  }

  private interface ToRaw {
    RawIncrement of(double value, RandomGenerator random);
  }

  private static String named(Values values, int session) {
    String name = values.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    return session == 1 ? name : "sticky: sessions of five " + name + " values";
  }

  private static int perStratum(Values values) {
    return values.strata() == 1 ? CAPTURED : CAPTURED_AN_HOUR;
  }

  private static Trials bounded(
      Values values, int session, ToRaw raw, List<Double> logMaxima, RandomGenerator random) {
    TwoCapture limit =
        TwoCapture.ofBounded(
            values.strata(random, perStratum(values)).stream()
                .map(stratum -> stratum.stream().map(value -> raw.of(value, random)).toList())
                .toList(),
            logMaxima,
            TwoCapture.DELTA);
    return (trials, trial) ->
        limit.bounded(session(trials, session, raw, it -> values.draw(it, trial)));
  }

  private static HealthyStream gaussian(Values values, int session) {
    ClippedGaussian drift = ClippedGaussian.standard();
    return new HealthyStream(
        "clipped Gaussian",
        named(values, session),
        true,
        drift.mixture(),
        random -> {
          RobustScale scale = RobustScale.of(values.capture(random, CAPTURED), 0.01);
          return bounded(
              values, session, (x, _) -> drift.raw(scale.z(x)), drift.logMaxima(), random);
        });
  }

  private static HealthyStream ranks(Values values, int session) {
    return new HealthyStream(
        "conformal rank",
        named(values, session),
        true,
        ConformalRank.standard(List.of(0.0)).mixture(),
        random -> {
          ConformalRank ranks = ConformalRank.standard(values.capture(random, CAPTURED));
          return bounded(
              values,
              session,
              (x, tie) -> ranks.raw(x, tie.nextDouble()),
              ranks.logMaxima(),
              random);
        });
  }

  /** The other pool lies 3 σ away. */
  private static HealthyStream fingerprint(Values values) {
    return new HealthyStream(
        "contamination, binned",
        named(values, 1),
        true,
        Contamination.standard().mixture(),
        random -> {
          List<Double> others =
              values.capture(random, BinnedRatio.FEWEST_OTHER).stream().map(x -> x + 3).toList();
          BoundedRatio ratio =
              BinnedRatio.capture(values.capture(random, BinnedRatio.FEWEST_OWN), others)
                  .orElseThrow()
                  .bounded(
                      values.strata(random, perStratum(values)),
                      TwoCapture.DELTA,
                      Contamination.standard());
          return (trials, trial) -> ratio.increment(values.draw(trials, trial));
        });
  }

  /** First tokens with probabilities 1/(i·(i + 1)): there always is a tail nobody has seen yet. */
  private static HealthyStream support() {
    return new HealthyStream(
        "support test",
        "never-seen first tokens, 100 and 300 draws",
        true,
        ShareGrid.mixture(),
        random -> {
          SupportTest<Long> test =
              SupportTest.capture(
                  tokens(random, 100), List.of(tokens(random, 300)), TwoCapture.DELTA);
          Increment unknown = ShareGrid.increment(1 / test.objective());
          return new Trials() {
            @Override
            public long misses(RandomGenerator trials, long trial) {
              long misses = 0;
              while (test.ratio(token(trials)) == 0) {
                misses++;
              }
              return misses;
            }

            @Override
            public Increment next(RandomGenerator trials, long trial) {
              return unknown;
            }
          };
        });
  }

  private static List<Long> tokens(RandomGenerator random, int n) {
    return IntStream.range(0, n).mapToObj(_ -> token(random)).toList();
  }

  private static long token(RandomGenerator random) {
    return (long) (1 / (1 - random.nextDouble()));
  }
}
