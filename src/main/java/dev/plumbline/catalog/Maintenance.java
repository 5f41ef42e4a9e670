package dev.plumbline.catalog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** A time in which a part of the fleet is not asked, because somebody works on it. */
public record Maintenance(Slice slice, When when) {

  /** When it is. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Once.class, name = "once"),
    @JsonSubTypes.Type(value = Weekly.class, name = "weekly"),
  })
  public sealed interface When {
    boolean holds(Instant at);
  }

  /**
   * Once.
   *
   * @param from inclusive
   * @param until exclusive
   */
  public record Once(Instant from, Instant until) implements When {
    @Override
    public boolean holds(Instant at) {
      return !at.isBefore(from) && at.isBefore(until);
    }
  }

  /**
   * Every week, by the clocks of a place: an hour that its clocks repeat belongs to the window both
   * times, one that they leave out never comes.
   *
   * @param day on which it begins
   * @param until exclusive; of the next day where it is not after {@code from}
   */
  public record Weekly(DayOfWeek day, LocalTime from, LocalTime until, ZoneId zone)
      implements When {
    @Override
    public boolean holds(Instant at) {
      ZonedDateTime there = at.atZone(zone);
      LocalTime time = there.toLocalTime();
      boolean begun = there.getDayOfWeek() == day && !time.isBefore(from);
      if (from.isBefore(until)) {
        return begun && time.isBefore(until);
      }
      return begun || (there.getDayOfWeek() == day.plus(1) && time.isBefore(until));
    }
  }

  boolean holds(Labels labels, Instant at) {
    return slice.contains(labels) && when.holds(at);
  }
}
