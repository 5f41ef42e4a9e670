package dev.plumbline.lab;

import dev.plumbline.lab.model.TokenSequence;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One server of a pool. It batches continuously: a request runs with whatever is under way when it
 * is admitted, up to the largest bucket.
 */
final class Server {
  /** Prompts whose keys and values it has at hand. */
  private static final int SLOTS = 4;

  private final String name;
  private final BackgroundTraffic background;
  private final AtomicInteger underWay = new AtomicInteger();
  private final Deque<TokenSequence> prompts = new ArrayDeque<>();

  Server(String name, BackgroundTraffic background) {
    this.name = name;
    this.background = background;
  }

  String name() {
    return name;
  }

  /** A request's place in the batch, until the answer is written. */
  final class Place implements AutoCloseable {
    private final int batchSize;
    private final AtomicBoolean taken = new AtomicBoolean(true);

    private Place(int batchSize) {
      this.batchSize = batchSize;
    }

    /** Requests in the batch that was joined, this one included. */
    int batchSize() {
      return batchSize;
    }

    /** Once is enough. */
    void leave() {
      if (taken.getAndSet(false)) {
        underWay.decrementAndGet();
      }
    }

    @Override
    public void close() {
      leave();
    }
  }

  Place admit(Instant now) {
    int batchSize = underWay.incrementAndGet() + background.underWay(now);
    return new Place(Math.min(BatchBuckets.LARGEST, batchSize));
  }

  synchronized void remember(TokenSequence prompt) {
    prompts.remove(prompt);
    prompts.addFirst(prompt);
    if (prompts.size() > SLOTS) {
      prompts.removeLast();
    }
  }

  /** The latest prompt that is not this one. */
  synchronized Optional<TokenSequence> otherPrompt(TokenSequence prompt) {
    return prompts.stream().filter(other -> !other.equals(prompt)).findFirst();
  }
}
