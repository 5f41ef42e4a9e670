package dev.plumbline.cluster;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.lab.Truth;
import dev.plumbline.probe.Demands;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Plan;
import dev.plumbline.probe.ProbeTopics;
import dev.plumbline.probe.Slot;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.TopicReader;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What became of each slot that was due in a stretch of time. */
final class SlotBooks {
  private final JdbcClient jdbc;
  private final Instant from;
  private final Instant to;

  SlotBooks(Servers.Database database, Instant from, Instant to) {
    jdbc =
        JdbcClient.create(
            new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
    this.from = from;
    this.to = to;
  }

  /** How many slots came to what: an outcome's word, {@code lost}, {@code skipped}. */
  Map<String, Long> ends() {
    Map<String, Long> ends = new TreeMap<>();
    jdbc.sql(
            """
            SELECT state, count(*) AS slots FROM probe.claims
            WHERE slot_at >= :from AND slot_at < :to GROUP BY state
            """)
        .param("from", at(from))
        .param("to", at(to))
        .query(row -> {
          ends.put(row.getString("state"), row.getLong("slots"));
        });
    return ends;
  }

  /** Every slot of the plan has a row, and nothing else has. */
  void everySlotOfThePlanIsAccountedFor(Catalog catalog) {
    List<Slot> planned = Plan.slots(catalog, Demands.NONE, from, to);
    assertThat(planned).hasSizeGreaterThan(1_000);
    assertThat(planned.stream().map(SlotBooks::row)).containsExactlyInAnyOrderElementsOf(rows());
  }

  private List<String> rows() {
    return jdbc.sql(
            """
            SELECT slot_at, target, suite, probe FROM probe.claims
            WHERE slot_at >= :from AND slot_at < :to
            """)
        .param("from", at(from))
        .param("to", at(to))
        .query((row, _) ->
            row(
                row.getString("target"),
                row.getString("suite"),
                row.getString("probe"),
                row.getObject("slot_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  private static String row(Slot slot) {
    return row(slot.target(), slot.suite(), slot.probe(), slot.at());
  }

  private static String row(String target, String suite, String probe, Instant at) {
    return String.join(" ", target, suite, probe, at.toString());
  }

  /**
   * Requests that the lab answered, of which no exchange is on the topic: answers that died with
   * the worker that had them.
   */
  static long answeredInVain(List<Truth> truths, String bootstrapServers) {
    Map<String, Long> kept =
        TopicReader.all(bootstrapServers, ProbeTopics.EXCHANGES).stream()
            .map(record -> ProbeTopics.EXCHANGES.decode(record.value()))
            .map(Exchange::session)
            .collect(groupingBy(session -> "user:" + session.id(), counting()));
    return truths.stream().collect(groupingBy(Truth::affinityKey, counting())).entrySet().stream()
        .mapToLong(sent -> Math.max(0, sent.getValue() - kept.getOrDefault(sent.getKey(), 0L)))
        .sum();
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
