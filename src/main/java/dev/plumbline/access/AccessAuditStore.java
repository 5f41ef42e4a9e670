package dev.plumbline.access;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who changed what; only ever added to. */
@Repository
@ConditionalOnRole(Role.API)
class AccessAuditStore {
  private final JdbcClient jdbc;

  AccessAuditStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(AuditEntry entry) {
    jdbc.sql(
            """
            insert into access.audit (at, by_name, address, method, path, status)
            values (:at, :by, :address, :method, :path, :status)
            """)
        .param("at", entry.at().atOffset(ZoneOffset.UTC))
        .param("by", entry.by())
        .param("address", entry.address())
        .param("method", entry.method())
        .param("path", entry.path())
        .param("status", entry.status())
        .update();
  }

  /** The newest first. */
  List<AuditEntry> before(Instant before, int most) {
    return jdbc.sql(
            """
            select at, by_name, address, method, path, status from access.audit
            where at < :before order by at desc, id desc limit :most
            """)
        .param("before", before.atOffset(ZoneOffset.UTC))
        .param("most", most)
        .query((row, _) ->
            new AuditEntry(
                row.getTimestamp("at").toInstant(),
                row.getString("by_name"),
                row.getString("address"),
                row.getString("method"),
                row.getString("path"),
                row.getInt("status")))
        .list();
  }

  /** Forgets what is older. */
  void prune(Instant before) {
    jdbc.sql("delete from access.audit where at < :before")
        .param("before", before.atOffset(ZoneOffset.UTC))
        .update();
  }
}
