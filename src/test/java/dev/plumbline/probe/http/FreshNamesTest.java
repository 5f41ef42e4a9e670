package dev.plumbline.probe.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plumbline.testing.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolverProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshNamesTest {
  /**
   * In a JVM of its own with another resolver: what is proved is that nothing of ours, and no cache
   * of the JVM, stands between a session and that resolver. What the operating system's own keeps
   * is not.
   */
  @Test
  void aChangedNameIsSeenByTheNextFreshSessionAndAStickyOneStays(@TempDir Path temp)
      throws IOException {
    Path log = temp.resolve("log");
    try (ChildProcess program =
        ChildProcess.start(
            RenamedProgram.class,
            List.of(temp.toString()),
            log,
            List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"))) {
      assertThat(program.await()).as(Files.readString(log)).isZero();
    }

    assertThat(Files.readAllLines(log))
        .filteredOn(line -> line.matches("(fresh|sticky|jvm|choosy|first|next|gone|back) .*"))
        .containsExactly(
            "fresh 127.0.0.1",
            "sticky 127.0.0.1",
            "jvm 127.0.0.1",
            // The name leads elsewhere: all others in the process still have it from the cache.
            "fresh 127.0.0.2",
            "sticky 127.0.0.1",
            "jvm 127.0.0.1",
            // Judged is what is connected to, not what the name led to before.
            "choosy EGRESS",
            // Of several the first that was given, and that may be talked to, is taken.
            "first 127.0.0.2",
            "choosy 127.0.0.1",
            "next 127.0.0.2",
            // Not kept either.
            "gone NAME",
            "back 127.0.0.1");
  }

  @Test
  void theJvmTakesItForItsOwn() {
    assertThat(ServiceLoader.load(InetAddressResolverProvider.class))
        .first()
        .isInstanceOf(FreshNames.class);
  }

  @Test
  void literalsAreNotLookedUp() throws UnknownHostException {
    assertThat(FreshNames.lookUp("192.0.2.7")).containsExactly(InetAddress.ofLiteral("192.0.2.7"));
    assertThat(FreshNames.lookUp("2001:db8::7"))
        .containsExactly(InetAddress.ofLiteral("2001:db8::7"));
    assertThat(FreshNames.lookUp("[2001:db8::7]"))
        .containsExactly(InetAddress.ofLiteral("2001:db8::7"));
    assertThatExceptionOfType(UnknownHostException.class)
        .isThrownBy(() -> FreshNames.lookUp("nobody.invalid"));
  }
}
