package dev.plumbline.incident.drill;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.incident.Database;
import java.time.InstantSource;

/** The book of the drill on a real database. */
public final class DrillDesk {
  private DrillDesk() {}

  public static Drills book(Database database, CatalogSource catalog, InstantSource clock) {
    return new DrillBook(new DrillStore(database.jdbc()), catalog, clock);
  }
}
