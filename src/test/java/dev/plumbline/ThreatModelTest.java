package dev.plumbline;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every threat in the threat model has a test, and the test is there. */
class ThreatModelTest {
  private static final Pattern NAMED = Pattern.compile("`([a-z.]+\\.[A-Z]\\w+)#(\\w+)`");

  private static List<String> rows() throws Exception {
    return Files.readAllLines(Path.of("docs/threat-model.md")).stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| **"))
        .filter(line -> !line.startsWith("| threat |"))
        .toList();
  }

  @Test
  void thereAreThreats() throws Exception {
    assertThat(rows()).hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aThreatHasItsTests(String row) {
    List<MatchResult> named = NAMED.matcher(row).results().toList();
    assertThat(named).as(row).isNotEmpty();
    assertThat(named)
        .allSatisfy(test -> {
          Class<?> type = Class.forName("dev.plumbline." + test.group(1));
          Stream<Method> methods = Arrays.stream(type.getDeclaredMethods());
          assertThat(methods.map(Method::getName)).contains(test.group(2));
        });
  }
}
