package dev.plumbline.detect.history;

import dev.plumbline.catalog.Labels;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how many exchanges each session has, which production knows from the plan and a file
 * does not say: reads ahead by the ten minutes a session lasts at most. A session's name used again
 * after that is another session.
 */
final class Sessions {
  /** As in production. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final History.Stream input;
  private final Queue<Member> waiting = new ArrayDeque<>();
  private final Map<Key, Session> open = new HashMap<>();
  private Instant readUntil = Instant.MIN;

  /**
   * An observation, whose session may still grow while it waits.
   *
   * @param first whether it opened its session
   */
  record Member(RecordedObservation observation, Session session, boolean first) {
    int turns() {
      return session.turns;
    }
  }

  private record Key(String check, Labels labels, String session) {}

  /** Exchanges of one sample. */
  static final class Session {
    private final Instant until;
    private int turns;
    private int waiting;

    private Session(Instant until) {
      this.until = until;
    }
  }

  Sessions(History.Stream input) {
    this.input = input;
  }

  /** The next observation in the order of the file, its session complete; null at the end. */
  @Nullable Member next() throws IOException {
    Member head = waiting.peek();
    while (head == null || readUntil.isBefore(head.session().until)) {
      RecordedObservation read = input.next();
      if (read == null) {
        readUntil = Instant.MAX;
      } else {
        readUntil = read.at();
        waiting.add(join(read));
      }
      head = waiting.peek();
      if (head == null) {
        return null;
      }
    }
    waiting.remove();
    leave(head);
    return head;
  }

  private Member join(RecordedObservation read) {
    Key key = key(read);
    Session session = open.get(key);
    boolean first = session == null || !read.at().isBefore(session.until);
    if (session == null || first) {
      session = new Session(read.at().plus(LIMIT));
      open.put(key, session);
    }
    session.turns++;
    session.waiting++;
    return new Member(read, session, first);
  }

  private void leave(Member member) {
    member.session().waiting--;
    if (member.session().waiting == 0) {
      open.remove(key(member.observation()), member.session());
    }
  }

  private static Key key(RecordedObservation read) {
    return new Key(read.check(), read.labels(), read.session());
  }
}
