package dev.plumbline.gate.live;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** A real database whose n-th statement, commit or connection fails, as when the network breaks. */
final class FailingDatabase extends AbstractDataSource {
  private static final Set<String> COUNTED =
      Set.of("prepareStatement", "createStatement", "commit");

  private final DataSource database;
  private long calls;
  private long failsFrom = Long.MAX_VALUE;
  private long failsUntil;

  FailingDatabase(DataSource database) {
    this.database = database;
  }

  /** Calls from the next one, and so many of them, from now on fail. */
  void failAt(long call, long count) {
    calls = 0;
    failsFrom = call;
    failsUntil = call + count;
  }

  long calls() {
    return calls;
  }

  private void count() throws SQLException {
    calls++;
    if (calls >= failsFrom && calls < failsUntil) {
      throw new SQLTransientConnectionException(
          "the database is away, as a test wants it", "08006");
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    count();
    Connection real = database.getConnection();
    InvocationHandler counting =
        (_, method, arguments) -> {
          try {
            if (COUNTED.contains(method.getName())) {
              count();
            }
            return method.invoke(real, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return (Connection)
        Proxy.newProxyInstance(
            FailingDatabase.class.getClassLoader(), new Class<?>[] {Connection.class}, counting);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }
}
