package dev.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two workers, and one PostgreSQL that knows who has what. */
@ExtendWith(ProbeDatabase.class)
class PermitStoreTest {
  @Test
  void thereAreNoMorePermitsThanTheLimitWhoeverTakesThem() {
    try (PermitStore here = new PermitStore(ProbeDatabase.dataSource());
        PermitStore there = new PermitStore(ProbeDatabase.dataSource())) {
      Set<Integer> taken =
          Stream.of(here.take("p", 3), there.take("p", 3), here.take("p", 3))
              .map(OptionalInt::getAsInt)
              .collect(Collectors.toSet());
      assertThat(taken).containsExactlyInAnyOrder(0, 1, 2);
      assertThat(here.take("p", 3)).isEmpty();
      assertThat(there.take("p", 3)).isEmpty();
      assertThat(there.take("another", 1)).hasValue(0);

      assertThat(there.take("p", 4)).as("a limit raised by a hot reload").hasValue(3);
      there.giveBack("p", 3);
      there.giveBack("p", 3);
      assertThat(here.take("p", 4)).hasValue(3);
      assertThat(there.take("p", 4)).isEmpty();
    }
  }

  @Test
  void aWorkerThatDiesGivesItsPermitsBack() {
    try (PermitStore alive = new PermitStore(ProbeDatabase.dataSource())) {
      PermitStore dies = new PermitStore(ProbeDatabase.dataSource());
      assertThat(dies.take("q", 1)).hasValue(0);
      assertThat(alive.take("q", 1)).isEmpty();

      ProbeDatabase.jdbc()
          .sql(
              """
              SELECT pg_terminate_backend(pid) FROM pg_locks
              WHERE locktype = 'advisory' AND classid = hashtext('plumbline pool q')::oid
              """)
          .query(row -> {});

      await().until(() -> alive.take("q", 1).isPresent());
      dies.giveBack("q", 0);
      assertThat(dies.take("q", 1)).as("what it gave back was no longer its own").isEmpty();
      alive.giveBack("q", 0);
      assertThat(dies.take("q", 1)).as("a new session").hasValue(0);
      dies.close();
    }
  }
}
