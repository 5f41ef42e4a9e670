package dev.plumbline.probe;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What targets have spent, in PostgreSQL. */
@Repository
@ConditionalOnRole(Role.API)
class BudgetStore {
  private final JdbcClient jdbc;

  BudgetStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Requests claimed on a UTC day, by target; a target that was not asked that day is absent. */
  Map<String, Long> usedOn(LocalDate day) {
    Map<String, Long> used = new HashMap<>();
    jdbc.sql("SELECT target, used FROM probe.budgets WHERE day = :day")
        .param("day", day)
        .query(row -> {
          used.put(row.getString("target"), row.getLong("used"));
        });
    return used;
  }
}
