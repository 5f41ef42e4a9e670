package dev.plumbline.rehearsal;

import dev.plumbline.catalog.Labels;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Courses of one bug that are rehearsed together.
 *
 * @param begins nothing is affected before, whatever the timeline says
 * @param fresh whether that is later than the bug itself began
 */
record Episode(Bug bug, Instant begins, boolean fresh, List<Course> courses) {
  Episode {
    courses = List.copyOf(courses);
  }

  Instant ends() {
    return courses.stream().map(Course::ends).max(Comparator.naturalOrder()).orElseThrow();
  }

  /** Whose requests these are; a target is in one course at most. */
  Optional<Course> course(Labels labels) {
    return courses.stream().filter(course -> course.afflicts(labels)).findFirst();
  }
}
