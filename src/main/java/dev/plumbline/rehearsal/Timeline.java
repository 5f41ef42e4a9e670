package dev.plumbline.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An incident of the past: which share of whose requests was affected when. */
public record Timeline(List<Course> courses) {
  private static final String INCIDENT_2025 = "/rehearsal/incident-2025.csv";

  public Timeline {
    courses = List.copyOf(courses);
  }

  /** The three bugs of August and September 2025, as published. */
  public static Timeline incident2025() {
    try (InputStream stream = Timeline.class.getResourceAsStream(INCIDENT_2025)) {
      byte[] bytes = Objects.requireNonNull(stream, INCIDENT_2025).readAllBytes();
      return read(INCIDENT_2025, new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("a resource cannot be read", e);
    }
  }

  /**
   * Of a file's text.
   *
   * @throws UnusableFileException with file, line and remedy
   */
  static Timeline read(String file, String text) {
    Map<List<Object>, List<TimelineRow>> byCourse = new LinkedHashMap<>();
    for (TimelineRow row : new TimelineReader(file).read(text)) {
      List<Object> key = List.of(row.bug(), row.model(), row.platform(), row.accelerator());
      byCourse.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
    }
    return new Timeline(byCourse.values().stream().map(rows -> course(file, rows)).toList());
  }

  private static Course course(String file, List<TimelineRow> rows) {
    TimelineRow first = rows.getFirst();
    Course course =
        new Course(first.bug(), first.model(), first.platform(), first.accelerator(), rows);
    if (rows.getLast().share().last() > 0) {
      throw new UnusableFileException(
          "%s: %s on %s never ends — add a line with share 0 or decay:0@DATE"
              .formatted(file, first.bug(), course.slice()));
    }
    if (first.share().last() == 0) {
      throw new UnusableFileException(
          "%s: %s on %s ends before it begins — its first line needs a share above 0"
              .formatted(file, first.bug(), course.slice()));
    }
    return course;
  }

  /**
   * What is rehearsed by itself: each course, and once more from the top of a ramp, as if watching
   * began there. Bugs are taken one at a time: one that is found gets fixed.
   *
   * @param together courses of one bug that began at one time are one episode
   */
  List<Episode> episodes(boolean together) {
    Map<List<Object>, List<Course>> begun = new LinkedHashMap<>();
    for (Course course : courses) {
      String alone = together ? "" : course.slice();
      begun
          .computeIfAbsent(List.of(course.bug(), course.begins(), alone), _ -> new ArrayList<>())
          .add(course);
    }
    List<Episode> episodes = new ArrayList<>();
    for (List<Course> one : begun.values()) {
      Course first = one.getFirst();
      episodes.add(new Episode(first.bug(), first.begins(), false, one));
      one.forEach(course -> course.peak().ifPresent(peak -> episodes.add(fromPeak(course, peak))));
    }
    return episodes;
  }

  private static Episode fromPeak(Course course, Instant peak) {
    return new Episode(course.bug(), peak, true, List.of(course));
  }
}
