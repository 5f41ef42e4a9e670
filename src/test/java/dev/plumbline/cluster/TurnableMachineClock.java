package dev.plumbline.cluster;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The wall clock of some processes, turned while they run by the real libfaketime. What goes on by
 * itself, the monotonic clock, is left alone, as NTP leaves it.
 */
final class TurnableMachineClock {
  private final Path library;
  private final Path offset;

  private TurnableMachineClock(Path library, Path offset) {
    this.library = library;
    this.offset = offset;
  }

  /** Null where libfaketime is not installed. */
  static @Nullable TurnableMachineClock of(Path folder) {
    try (Stream<Path> architectures = Files.list(Path.of("/usr/lib"))) {
      return architectures
          .map(it -> it.resolve("faketime/libfaketime.so.1"))
          .filter(Files::exists)
          .findFirst()
          .map(library -> {
            TurnableMachineClock clock =
                new TurnableMachineClock(library, folder.resolve("clock-offset"));
            clock.turn(Duration.ZERO);
            return clock;
          })
          .orElse(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For processes that are to go by it. */
  Map<String, String> environment() {
    return Map.ofEntries(
        entry("LD_PRELOAD", library.toString()),
        entry("FAKETIME_TIMESTAMP_FILE", offset.toString()),
        // How long it remembers what the file says, in seconds.
        entry("FAKETIME_CACHE_DURATION", "1"),
        entry("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
        // Else the timed waits of a JVM, which go by the monotonic clock, all end at once.
        entry("FAKETIME_FORCE_MONOTONIC_FIX", "0"));
  }

  /** Sets it off by this much against the right time; seen within a second. */
  void turn(Duration by) {
    try {
      Files.writeString(offset, "%+d".formatted(by.toSeconds()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
