package dev.plumbline.standalone;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL refuses to run as root; started by root it runs inside a user namespace of its own,
 * which some kernels and containers forbid.
 */
final class UserNamespaces {
  private UserNamespaces() {}

  static void check() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return;
    }
    if (!works("unshare", "-U", "true")) {
      throw new StandaloneException(
          "PostgreSQL does not run as root and user namespaces are not available here.",
          "Start Plumbline as an ordinary user, allow user namespaces"
              + " (sysctl kernel.unprivileged_userns_clone=1), or use a PostgreSQL of your own:"
              + " --spring.datasource.url=… --spring.kafka.bootstrap-servers=…",
          null);
    }
  }

  private static boolean works(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
