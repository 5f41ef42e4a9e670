package dev.plumbline.app.setup;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.core.NestedExceptionUtils;

/** The tables of one database. */
public final class DatabaseSetup {
  private final Flyway flyway;
  private final String url;

  DatabaseSetup(Flyway flyway, String url) {
    this.flyway = flyway;
    // What follows may be a password.
    this.url = url.replaceAll("\\?.*", "");
  }

  /** What {@link #migrate()} would do, in its order: {@code 7 incident notes}. */
  public List<String> pending() {
    return tried(() -> Arrays.stream(flyway.info().pending()).map(DatabaseSetup::shown).toList());
  }

  /** Does it; several processes that do so at once wait for each other. */
  public void migrate() {
    tried(flyway::migrate);
  }

  public String url() {
    return url;
  }

  private static String shown(MigrationInfo migration) {
    return "%s %s".formatted(migration.getVersion(), migration.getDescription());
  }

  private <T> T tried(Supplier<T> action) {
    try {
      return action.get();
    } catch (FlywayException e) {
      throw new SetupException(
          ("the database at %s cannot be set up: %s — look whether it runs and is reached from"
                  + " here; SPRING_DATASOURCE_URL, _USERNAME and _PASSWORD say where and who")
              .formatted(url, NestedExceptionUtils.getMostSpecificCause(e).getMessage()),
          e);
    }
  }
}
