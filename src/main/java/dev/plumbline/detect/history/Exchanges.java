package dev.plumbline.detect.history;

import dev.plumbline.catalog.Labels;
import dev.plumbline.detect.history.PairedHistories.Half;
import dev.plumbline.score.Reading;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges of a history: observations of one instant, probe, session and target are of one. A
 * session may have one exchange only: those of a longer one are not independent.
 */
final class Exchanges {
  /** As long as a session lasts at most. */
  private static final Duration SESSION = Duration.ofMinutes(10);

  private final History.Stream input;
  private final String name;
  private final Queue<Half> ready = new ArrayDeque<>();
  private final Map<Session, Instant> sessions = new LinkedHashMap<>();
  private @Nullable RecordedObservation ahead;
  private Instant last = Instant.MIN;
  private boolean ended;

  private record Session(Labels labels, String session) {}

  private record Key(String probe, Session session) {}

  Exchanges(History.Stream input, String name) throws IOException {
    this.input = input;
    this.name = name;
    this.ahead = input.next();
  }

  /** The next one, left where it is; null at the end. */
  @Nullable Half peek() throws IOException {
    if (ready.isEmpty()) {
      read();
    }
    return ready.peek();
  }

  /** The one that was {@link #peek}ed at. */
  Half take() {
    return ready.remove();
  }

  /** The time of the last one; while there is more, later than any. */
  Instant end() {
    return ended ? last : Instant.MAX.minus(Duration.ofDays(1));
  }

  /** All of the next instant. */
  private void read() throws IOException {
    RecordedObservation first = ahead;
    if (first == null) {
      ended = true;
      return;
    }
    last = first.at();
    forget(last.minus(SESSION));
    Map<Key, Half> halves = new LinkedHashMap<>();
    for (RecordedObservation it = first; it != null && it.at().equals(last); it = ahead) {
      add(it, halves);
      ahead = input.next();
    }
    ready.addAll(halves.values());
  }

  private void add(RecordedObservation it, Map<Key, Half> halves) {
    String place = name + ":" + it.line();
    Session session = new Session(it.labels(), it.session());
    Key key = new Key(it.probe(), session);
    Half half = halves.get(key);
    if (half == null) {
      Instant before = sessions.put(session, it.at());
      if (before != null) {
        throw new UnusableHistoryException(
            place,
            "session '%s' has another exchange within %s, and exchanges of a session are not"
                    .formatted(it.session(), SESSION)
                + " independent",
            "leave one exchange of each session");
      }
      half = new Half(it.at(), it.probe(), place, new LinkedHashMap<>());
      halves.put(key, half);
    }
    Map<String, Reading> readings = half.readings();
    if (readings.put(it.check(), it.reading()) != null) {
      throw new UnusableHistoryException(
          place,
          "check %s stands there twice for one exchange".formatted(it.check()),
          "give each exchange its own session");
    }
  }

  private void forget(Instant time) {
    Iterator<Instant> oldest = sessions.values().iterator();
    while (oldest.hasNext() && oldest.next().isBefore(time)) {
      oldest.remove();
    }
  }
}
