package dev.plumbline.incident.change;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.catalog.Slice;
import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.input.Printable;
import dev.plumbline.topic.Json;
import dev.plumbline.topic.UnreadableRecordException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class ChangeTest {
  private static final Change WINDOW =
      new Change(
          "maint-7",
          ChangeKind.MAINTENANCE,
          Instant.parse("2026-11-23T12:00:00.123456789Z"),
          Instant.parse("2026-11-23T15:00:00Z"),
          new Slice("*", "*", "tpu", "*"),
          "racks 3 to 5: new power supplies",
          "Kim",
          "https://wiki.example/maint/7",
          "api",
          null);
  private static final Change GUESSED =
      new Change(
          "github:acme/router:deployment:17",
          ChangeKind.LOAD_BALANCER,
          Instant.parse("2026-11-23T12:00:00Z"),
          null,
          Slice.WHOLE_FLEET,
          "deployment of acme/router@0a1b2c3 to production",
          null,
          null,
          "github",
          "unknown service 'acme/router:production', taken for the whole fleet");

  /** The payloads of the topic are frozen: a change here breaks whoever reads or writes them. */
  @Test
  void theTopicIsFrozen() throws IOException {
    assertIsGolden(WINDOW, "change-maintenance.json");
    assertIsGolden(GUESSED, "change-guessed.json");
  }

  private static void assertIsGolden(Change change, String file) throws IOException {
    String text = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(change);
    try (InputStream golden = ChangeTest.class.getResourceAsStream(file)) {
      assertThat(text)
          .isEqualToNormalizingNewlines(
              new String(requireNonNull(golden, file).readAllBytes(), StandardCharsets.UTF_8)
                  .stripTrailing());
    }
    assertThat(Json.MAPPER.readValue(text, Change.class)).isEqualTo(change);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id        | a b                              | id is 1 to 200 printable ASCII",
        "id        | ''                               | id ",
        "kind      | reboot                           | kind is one of deploy, config, load-balancer",
        "at        | 1999-12-31T23:59:59Z             | at is between the years",
        "at        | 2100-01-01T00:00:00Z             | at is between the years",
        "until     | 2026-11-23T12:00:00Z             | until is not after at",
        "until     | 2027-11-23T12:00:00Z             | until is more than 31 days after at",
        "slice     | Opus/*/*/*                       | slice is model/platform/accelerator/pool",
        "slice     | a/b/c                            | slice is model/platform/accelerator/pool",
        "slice     | */*/*/..\u202e                   | slice is model/platform/accelerator/pool",
        "title     | 'a\u0000b'                       | title is one line of 1 to 300",
        "title     | 'turned \u202e round'            | title is one line of 1 to 300",
        "title     | '   '                            | title ",
        "by        | 'two\nlines'                     | by is one line of 1 to 200",
        "link      | javascript:alert(1)              | link is neither http nor https",
        "link      | file:///etc/passwd               | link is neither http nor https",
        "link      | /relative                        | link is neither http nor https",
        "link      | 'http://bad host/'               | link is not an address",
        "link      | https:///path                    | link names no host",
        "link      | https://kim:secret@wiki.example/ | link holds a user or password",
        "source    | Argo CD                          | source is lower-case letters",
      })
  void whatCannotBeKeptIsRefusedByItsField(String field, String value, String message) {
    String body =
        """
        {"id": "a", "kind": "maintenance", "at": "2026-11-23T12:00:00Z",
         "until": "2026-11-23T13:00:00Z", "slice": "*/*/tpu/*", "title": "new racks", "by": "Kim",
         "link": "https://wiki.example/", "source": "api"}
        """;
    String changed = Json.MAPPER.readTree(body).isObject() ? with(body, field, value) : body;

    assertThatThrownBy(() -> NewChange.read(changed.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo(field))
        .hasMessageStartingWith(message);
  }

  private static String with(String body, String field, String value) {
    return Json.MAPPER.writeValueAsString(
        ((ObjectNode) Json.MAPPER.readTree(body)).put(field, value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deploy      | 2026-11-23T13:00:00Z | until is for maintenance only",
        "maintenance |                      | until is missing",
      })
  void onlyMaintenanceHasAnEndAndItMustHaveOne(String kind, String until, String message) {
    assertThatThrownBy(() ->
            new Change(
                "a",
                ChangeKind.of(kind),
                Instant.parse("2026-11-23T12:00:00Z"),
                until == null ? null : Instant.parse(until),
                Slice.WHOLE_FLEET,
                "t",
                null,
                null,
                "api",
                null))
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"id\":\"a\"}",
        "[]",
        "7",
        "{\"id\":\"a b\",\"kind\":\"deploy\",\"at\":\"2026-11-23T12:00:00Z\",\"slice\":{\"model\":\"*\",\"platform\":\"*\",\"accelerator\":\"*\",\"pool\":\"*\"},\"title\":\"t\",\"source\":\"api\"}",
        "{\"id\":\"a\",\"kind\":\"reboot\",\"at\":\"2026-11-23T12:00:00Z\",\"slice\":{\"model\":\"*\",\"platform\":\"*\",\"accelerator\":\"*\",\"pool\":\"*\"},\"title\":\"t\",\"source\":\"api\"}",
      })
  void halfAChangeOnTheTopicIsUnreadable(String json) {
    assertThatThrownBy(() -> ChangeTopics.CHANGES.decode(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(UnreadableRecordException.class);
  }

  @Test
  void textsOfStrangersComeOnOneLine() {
    assertThat(Printable.brief("  a\n\tb \u202e c\u0000 ", 10)).isEqualTo("a b c");
    assertThat(Printable.brief("😀😀😀😀", 4)).isEqualTo("😀…");
    assertThat(Printable.brief("x".repeat(1000), 10)).isEqualTo("xxxxxxxxx…");
  }
}
