package dev.plumbline.detect;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** The probes in quarantine: those whose suite still has the content it was found in. */
@Component
@ConditionalOnRole(Role.API)
public final class QuarantineView implements SmartLifecycle {
  private final CatalogSource catalog;
  private final NewestValues<Quarantine> newest;

  @Autowired
  QuarantineView(ConsumerFactory<?, ?> consumers, CatalogSource catalog, InstantSource clock) {
    this(catalog, () -> EvidenceConsumer.of(consumers), clock);
  }

  QuarantineView(
      CatalogSource catalog, Supplier<Consumer<String, byte[]>> connect, InstantSource clock) {
    this.catalog = catalog;
    this.newest =
        new NewestValues<>(DetectTopics.QUARANTINES, connect, clock, EvidenceConsumer.RETRY);
  }

  /** Whether everything that was on the topic when this process started has been read. */
  public boolean loaded() {
    return newest.loaded();
  }

  /** Latest first. */
  public List<Quarantine> holding() {
    Catalog current = catalog.current();
    return newest.all().stream()
        .filter(it ->
            current
                .suite(it.suite())
                .filter(suite -> suite.version().equals(it.suiteVersion()))
                .isPresent())
        .sorted(Comparator.comparing(Quarantine::at).reversed().thenComparing(Quarantine::key))
        .toList();
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
