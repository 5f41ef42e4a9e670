package dev.plumbline.reference;

import dev.plumbline.reference.ReferenceRecord.State;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/** References in PostgreSQL. */
@Repository
class ReferenceStore {
  private static final String COLUMNS =
      """
      id, target, version, state, attested, captured_at, submitted_at, approved_at, approved_by,
      expires_at, retired_at
      """;

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  ReferenceStore(JdbcClient jdbc, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /** Stores a reference; submitting the same again changes nothing. */
  ReferenceRecord submit(Reference reference, Instant now) {
    String id = ReferenceFiles.id(reference);
    transactions.executeWithoutResult(_ -> insert(id, reference, now));
    return find(id).orElseThrow();
  }

  private void insert(String id, Reference reference, Instant now) {
    // One at a time, so that no two get the same version.
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('reference.reference'))")
        .query((_, _) -> true)
        .list();
    jdbc.sql(
            """
            INSERT INTO reference.reference
              (id, target, version, state, attested, captured_at, submitted_at, content)
            SELECT :id, :target, COALESCE(MAX(version), 0) + 1, 'SUBMITTED', :attested, :captured,
                   :now, :content
            FROM reference.reference WHERE target = :target
            ON CONFLICT (id) DO NOTHING
            """)
        .param("id", id)
        .param("target", reference.target())
        .param("attested", reference.provenance().attested())
        .param("captured", utc(reference.provenance().until()))
        .param("now", utc(now))
        .param("content", ReferenceFiles.json(reference))
        .update();
  }

  /** Puts a reference in force and retires the one before it; empty if there is none of this id. */
  Optional<ReferenceRecord> approve(String id, String by, Instant now, Instant expiresAt) {
    transactions.executeWithoutResult(
        _ -> find(id).ifPresent(known -> putInForce(known, by, now, expiresAt)));
    return find(id);
  }

  private void putInForce(ReferenceRecord known, String by, Instant now, Instant expiresAt) {
    jdbc.sql(
            """
            UPDATE reference.reference SET state = 'RETIRED', retired_at = :now
            WHERE target = :target AND state = 'APPROVED' AND id <> :id
            """)
        .param("now", utc(now))
        .param("target", known.target())
        .param("id", known.id())
        .update();
    jdbc.sql(
            """
            UPDATE reference.reference
            SET state = 'APPROVED', approved_at = :now, approved_by = :by, expires_at = :expires,
                retired_at = NULL
            WHERE id = :id
            """)
        .param("now", utc(now))
        .param("by", by)
        .param("expires", utc(expiresAt))
        .param("id", known.id())
        .update();
  }

  /** Takes a reference out of force; empty if there is none of this id. */
  Optional<ReferenceRecord> retire(String id, Instant now) {
    jdbc.sql(
            """
            UPDATE reference.reference SET state = 'RETIRED', retired_at = :now
            WHERE id = :id AND state <> 'RETIRED'
            """)
        .param("now", utc(now))
        .param("id", id)
        .update();
    return find(id);
  }

  Optional<ReferenceRecord> find(String id) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM reference.reference WHERE id = :id")
        .param("id", id)
        .query(ReferenceStore::record)
        .optional();
  }

  /** By target, the newest first. */
  List<ReferenceRecord> all() {
    return jdbc.sql("SELECT " + COLUMNS + " FROM reference.reference ORDER BY target, version DESC")
        .query(ReferenceStore::record)
        .list();
  }

  /** The JSON of a reference. */
  Optional<byte[]> content(String id) {
    return jdbc.sql("SELECT content FROM reference.reference WHERE id = :id")
        .param("id", id)
        .query(String.class)
        .optional()
        .map(json -> json.getBytes(StandardCharsets.UTF_8));
  }

  private static ReferenceRecord record(ResultSet row, int number) throws SQLException {
    return new ReferenceRecord(
        row.getString("id"),
        row.getString("target"),
        row.getInt("version"),
        State.valueOf(row.getString("state")),
        row.getString("attested"),
        instant(row.getObject("captured_at", OffsetDateTime.class)),
        instant(row.getObject("submitted_at", OffsetDateTime.class)),
        at(row, "approved_at"),
        row.getString("approved_by"),
        at(row, "expires_at"),
        at(row, "retired_at"));
  }

  private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : instant(time);
  }

  private static Instant instant(OffsetDateTime time) {
    return time.toInstant();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
