package dev.plumbline.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.WireFormat;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import dev.plumbline.probe.wire.WireCodec;
import dev.plumbline.probe.wire.WireCodecs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** However a stream is cut into chunks on its way, it is read alike. */
class SplitStreamTest {
  private static final WireCodec CODEC = WireCodecs.of(WireFormat.ANTHROPIC_MESSAGES);

  @Test
  void everySplitInTwoGivesTheSame() throws IOException {
    byte[] golden = golden();
    Outcome whole = read(new ByteArrayInputStream(golden));
    assertThat(whole).isInstanceOf(Outcome.Answered.class);

    for (int at = 0; at <= golden.length; at++) {
      InputStream split =
          new SequenceInputStream(
              new ByteArrayInputStream(golden, 0, at),
              new ByteArrayInputStream(golden, at, golden.length - at));
      assertThat(read(split)).isEqualTo(whole);
    }
  }

  @Test
  void byteByByteGivesTheSame() throws IOException {
    byte[] golden = golden();
    InputStream single =
        new ByteArrayInputStream(golden) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, 1);
          }
        };

    assertThat(read(single)).isEqualTo(read(new ByteArrayInputStream(golden)));
  }

  private static Outcome read(InputStream stream) throws IOException {
    Attempt attempt = new Attempt(() -> Instant.EPOCH, () -> 0);
    ReceivedBody body = new ReceivedBody(CODEC, attempt);
    body.readAll(stream);
    assertThat(attempt.timeToFirstToken()).isNotNull();
    RawResponse head = new RawResponse(200, Map.of(), "", false, false, List.of());
    return CODEC.decode(head, body.bytes());
  }

  private static byte[] golden() throws IOException {
    try (InputStream in =
        WireCodec.class.getResourceAsStream("/dev/plumbline/probe/wire/anthropic-stream.txt")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }
}
