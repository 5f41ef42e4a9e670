package dev.plumbline.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.catalog.Labels;
import java.time.Instant;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The timeline of 2025 as it is, and whatever else a timeline could be. */
class TimelineTest {
  private static final String HEAD = "date,bug,model,platform,accelerator,share,published,event\n";
  private static final Offset<Double> EXACT = within(1e-12);

  private static Course course(Bug bug, String slice) {
    return Timeline.incident2025().courses().stream()
        .filter(course -> course.bug() == bug && course.slice().equals(slice))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void holdsNineCourses() {
    assertThat(Timeline.incident2025().courses())
        .extracting(course -> course.bug() + " " + course.slice())
        .containsExactly(
            "B1 sonnet-4/claude-api/*",
            "B1 sonnet-4/bedrock/trainium",
            "B2 opus-4.1/claude-api/tpu",
            "B2 opus-4/claude-api/tpu",
            "B2 sonnet-4/claude-api/tpu",
            "B3 haiku-3.5/claude-api/tpu",
            "B3 sonnet-4/claude-api/tpu",
            "B3 opus-3/claude-api/tpu",
            "B1 sonnet-4/vertex-ai/tpu");
  }

  /** Published: 0.8 % from 5 Aug, a change on the 29th, 16 % in the worst hour of the 31st. */
  @ParameterizedTest
  @CsvSource({
    "2025-08-04T23:59:59Z, 0",
    "2025-08-05T00:00:00Z, 0.008",
    "2025-08-28T23:59:59Z, 0.008",
    "2025-08-30T00:00:00Z, 0.084",
    "2025-08-31T00:00:00Z, 0.16",
    "2025-09-03T00:00:00Z, 0.16",
    "2025-09-10T00:00:00Z, 0.08",
    "2025-09-16T00:00:00Z, 0",
  })
  void misroutingClimbsAndDecays(Instant at, double share) {
    Course course = course(Bug.B1, "sonnet-4/claude-api/*");
    assertThat(course.share(at, Course.Variation.NONE)).isCloseTo(share, EXACT);
  }

  @Test
  void whatIsLeftOpenCanBeVaried() {
    Course course = course(Bug.B1, "sonnet-4/claude-api/*");
    Course.Variation lower = new Course.Variation(0.5, 0.04);

    assertThat(course.share(Instant.parse("2025-08-31T00:00:00Z"), lower)).isCloseTo(0.08, EXACT);
    assertThat(course.share(Instant.parse("2025-09-02T00:00:00Z"), lower)).isCloseTo(0.02, EXACT);
    assertThat(course.share(Instant.parse("2025-09-10T00:00:00Z"), lower)).isCloseTo(0.01, EXACT);
  }

  @Test
  void knowsWhenItWasFixedAndOver() {
    Course course = course(Bug.B1, "sonnet-4/claude-api/*");
    assertThat(course.fixed()).isEqualTo("2025-09-04T00:00:00Z");
    assertThat(course.ends()).isEqualTo("2025-09-16T00:00:00Z");
    assertThat(course.peak()).contains(Instant.parse("2025-08-31T00:00:00Z"));
  }

  @Test
  void mixedIsEveryAcceleratorOfThePlatform() {
    Course mixed = course(Bug.B1, "sonnet-4/claude-api/*");
    assertThat(mixed.afflicts(new Labels("sonnet-4", "claude-api", "gpu", "gpu-a"))).isTrue();
    assertThat(mixed.afflicts(new Labels("sonnet-4", "bedrock", "gpu", "gpu-a"))).isFalse();
    Course tpu = course(Bug.B2, "opus-4/claude-api/tpu");
    assertThat(tpu.afflicts(new Labels("opus-4", "claude-api", "gpu", "gpu-a"))).isFalse();
  }

  /** By itself: nine courses, and one from the peak. Together: B2 is one, B3 is one. */
  @Test
  void episodesAreCoursesAloneOrTogether() {
    Timeline timeline = Timeline.incident2025();
    assertThat(timeline.episodes(false)).hasSize(10).filteredOn(Episode::fresh).hasSize(1);
    assertThat(timeline.episodes(true))
        .hasSize(6)
        .extracting(episode -> episode.courses().size())
        .containsExactly(1, 1, 1, 3, 3, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          05.08.2025,B1,m,p,gpu,0.1,yes,x         | t.csv:2: '05.08.2025' is no date — write one like 2025-08-31
          2025-08-05,B4,m,p,gpu,0.1,yes,x         | t.csv:2: no bug 'B4' — write B1, B2 or B3
          2025-08-05,B1,M,p,gpu,0.1,yes,x         | t.csv:2: 'M' is no model — write lower-case
          2025-08-05,B1,m,,gpu,0.1,yes,x          | t.csv:2: '' is no platform
          2025-08-05,B1,m,p,g u,0.1,yes,x         | t.csv:2: 'g u' is no accelerator
          2025-08-05,B1,m,p,gpu,1.1,yes,x         | t.csv:2: '1.1' is no share — write a number from 0 to 1
          2025-08-05,B1,m,p,gpu,NaN,yes,x         | t.csv:2: 'NaN' is no share
          2025-08-05,B1,m,p,gpu,ramp:0.1@2025-08-06,yes,x     | t.csv:2: 'ramp:0.1@2025-08-06' is no share
          2025-08-05,B1,m,p,gpu,ramp:0.1-2@2025-08-06,yes,x   | t.csv:2: '2' is no share
          2025-08-05,B1,m,p,gpu,ramp:0.1-0.2@tomorrow,yes,x   | t.csv:2: 'tomorrow' is no date
          2025-08-05,B1,m,p,gpu,decay:0@2025-08-05,yes,x      | t.csv:2: a change until 2025-08-05 that begins no earlier
          2025-08-05,B1,m,p,gpu,0.1,maybe,x       | t.csv:2: 'maybe' does not say whether the share is published — write one of: yes, no
          2025-08-05,B1,m,p,gpu,0.1,yes           | t.csv:2: 7 columns — write all 8
          2025-08-05,B1,m,p,gpu,0.1,yes,x         | t.csv: B1 on m/p/gpu never ends — add a line
          2025-08-05,B1,m,p,gpu,0,yes,x           | t.csv: B1 on m/p/gpu ends before it begins
          """)
  void whatIsWrongIsToldWithLineAndRemedy(String line, String message) {
    assertThatThrownBy(() -> Timeline.read("t.csv", HEAD + line))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void linesAreCountedWithCommentsAndSorted() {
    assertThatThrownBy(() ->
            Timeline.read(
                "t.csv",
                "# a comment\n"
                    + HEAD
                    + "2025-08-05,B1,m,p,gpu,0.1,yes,x\n\n2025-08-04,B1,m,p,gpu,0,yes,x\n"))
        .hasMessageStartingWith("t.csv:5: its date is before the line above's — sort");
    assertThatThrownBy(() -> Timeline.read("t.csv", "date,bug\n"))
        .hasMessageStartingWith("t.csv:1: not the head line — write date,bug,model,");
    assertThatThrownBy(() -> Timeline.read("t.csv", "# nothing\n"))
        .hasMessageContaining("no line with a bug");
  }

  @Test
  void anEventMayHoldCommas() {
    Timeline read =
        Timeline.read(
            "t.csv",
            HEAD + "2025-08-05,B1,m,p,gpu,0.1,yes,one, two\n2025-08-06,B1,m,p,gpu,0,yes,end\n");
    assertThat(read.courses().getFirst().rows().getFirst().event()).isEqualTo("one, two");
  }
}
