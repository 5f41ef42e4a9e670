package dev.plumbline.probe.http;

import dev.plumbline.catalog.Connection;
import org.apache.hc.core5.concurrent.Cancellable;

/**
 * A request that another thread may end. Whoever waits for an answer by HTTP/2 waits in a buffer,
 * which only an interrupt ends; none is left over for what the thread does next.
 */
final class UnderWay implements Cancellable, AutoCloseable {
  private final Cancellable request;
  private final Connection.Version version;
  private final Thread waiting = Thread.currentThread();
  private boolean over;
  private boolean interrupted;

  UnderWay(Cancellable request, Connection.Version version) {
    this.request = request;
    this.version = version;
  }

  @Override
  public synchronized boolean cancel() {
    if (over) {
      return false;
    }
    boolean cancelled = request.cancel();
    if (version == Connection.Version.HTTP_2) {
      interrupted = true;
      waiting.interrupt();
    }
    return cancelled || interrupted;
  }

  /** It has ended, one way or the other. */
  @Override
  public synchronized void close() {
    over = true;
    if (interrupted) {
      Thread.interrupted();
    }
  }
}
