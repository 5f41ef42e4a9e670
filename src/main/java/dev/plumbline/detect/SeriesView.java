package dev.plumbline.detect;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** The newest evidence of every series the catalog makes. */
@Component
@ConditionalOnRole(Role.API)
public final class SeriesView implements SmartLifecycle {
  private final CatalogSource catalog;
  private final NewestValues<Evidence> newest;
  private final AtomicReference<@Nullable Made> made = new AtomicReference<>();

  private record Made(Catalog by, Set<SeriesKey> series) {}

  @Autowired
  SeriesView(
      ConsumerFactory<?, ?> consumers,
      Topic<Evidence> topic,
      CatalogSource catalog,
      InstantSource clock) {
    this(topic, catalog, () -> EvidenceConsumer.of(consumers), clock, EvidenceConsumer.RETRY);
  }

  /**
   * A view on consumers of one's own.
   *
   * @param connect to one that sees committed records only
   * @param retry how long after a failure it is connected anew
   */
  public SeriesView(
      Topic<Evidence> topic,
      CatalogSource catalog,
      Supplier<Consumer<String, byte[]>> connect,
      InstantSource clock,
      Duration retry) {
    this.catalog = catalog;
    this.newest = new NewestValues<>(topic, connect, clock, retry);
  }

  /** Whether everything that was on the topic when this process started has been read. */
  public boolean loaded() {
    return newest.loaded();
  }

  /** All that was committed at this instant has been read; stands still while Kafka is away. */
  public Instant readUntil() {
    return newest.readUntil();
  }

  /** Newest evidence of each series that the catalog still makes and that had a trial. */
  public List<Evidence> all() {
    Set<SeriesKey> made = madeBy(catalog.current());
    return newest.all().stream().filter(it -> made.contains(it.series())).toList();
  }

  /** Which slices are pooled takes a second or more to find in a fleet of 1,000 targets. */
  @SuppressWarnings("ReferenceEquality") // a catalog that came into force is another object
  private Set<SeriesKey> madeBy(Catalog current) {
    Made known = made.get();
    if (known == null || known.by() != current) {
      known = new Made(current, new SeriesPlan(current).all());
      made.set(known);
    }
    return known.series();
  }

  /** Newest evidence of one series, also of one the catalog no longer makes. */
  public Optional<Evidence> find(SeriesKey series) {
    return Optional.ofNullable(newest.get(series.toString()));
  }

  @Override
  public void start() {
    newest.start();
  }

  @Override
  public void stop() {
    newest.stop();
  }

  @Override
  public boolean isRunning() {
    return newest.isRunning();
  }
}
