package dev.plumbline.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.plumbline.catalog.WireFormat;
import dev.plumbline.probe.wire.WireCodec;
import dev.plumbline.probe.wire.WireCodecs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.junit.jupiter.api.Tag;

/** However a body is cut on its way, it is the same body, and the answer begins in it or not. */
@Tag("fuzz")
class ReceivedBodyFuzzTest {

  @FuzzTest(maxDuration = "2m")
  void everySplitIsReadAlike(FuzzedDataProvider data) throws IOException {
    byte[] cuts = data.consumeBytes(64);
    byte[] bytes = data.consumeRemainingAsBytes();
    for (WireFormat format : WireFormat.values()) {
      WireCodec codec = WireCodecs.of(format);
      Attempt attempt = new Attempt(() -> Instant.EPOCH, () -> 0);
      ReceivedBody body = new ReceivedBody(codec, attempt);

      body.readAll(new Pieces(bytes, cuts));

      assertThat(body.bytes()).isEqualTo(bytes);
      assertThat(attempt.timeToFirstToken() != null)
          .isEqualTo(codec.answerBegun(bytes, bytes.length));
    }
  }

  /** Gives as many bytes at a time as the cuts say, then as many as are wanted. */
  private static final class Pieces extends InputStream {
    private final InputStream bytes;
    private final byte[] cuts;
    private int piece;

    Pieces(byte[] bytes, byte[] cuts) {
      this.bytes = new ByteArrayInputStream(bytes);
      this.cuts = cuts;
    }

    @Override
    public int read() throws IOException {
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int most = piece < cuts.length ? 1 + (cuts[piece++] & 0x3F) : length;
      return bytes.read(into, offset, Math.min(length, most));
    }
  }
}
