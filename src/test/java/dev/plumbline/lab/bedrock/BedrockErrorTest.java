package dev.plumbline.lab.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.chat.ErrorReply;
import dev.plumbline.lab.chat.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** What goes wrong now and then, as Bedrock says it before an answer and in its middle. */
class BedrockErrorTest {

  @ParameterizedTest
  @CsvSource({
    "500, InternalServerException,     internalServerException",
    "503, ServiceUnavailableException, serviceUnavailableException",
    "424, ModelErrorException,         modelStreamErrorException",
    "408, ModelTimeoutException,       modelStreamErrorException",
  })
  void everyFailureHasItsType(int status, String type, String inStream) {
    BedrockError error = BedrockError.of(new Problem.ServerFailure(status), "");
    ErrorReply reply = error.reply();
    Message frame = Message.decode(ByteBuffer.wrap(error.frame()));

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.headers().get("x-amzn-errortype")).startsWith(type + ":http");
    assertThat(new String(reply.body(), StandardCharsets.UTF_8)).startsWith("{\"message\":\"");
    assertThat(frame.getHeaders())
        .containsEntry(":message-type", HeaderValue.fromString("exception"))
        .containsEntry(":exception-type", HeaderValue.fromString(inStream));
    assertThat(frame.getPayload()).isEqualTo(reply.body());
    assertThat(new InvokeDialect().oddErrors()).contains(status);
  }
}
