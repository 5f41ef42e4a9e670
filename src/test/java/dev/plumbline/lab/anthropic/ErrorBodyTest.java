package dev.plumbline.lab.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.chat.ErrorReply;
import dev.plumbline.lab.chat.Problem;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorBodyTest {

  @ParameterizedTest
  @MethodSource("problems")
  void everyProblemHasItsStatusAndType(Problem problem, int status, String type) {
    assertThat(ErrorBody.of(problem))
        .returns(status, ErrorBody::status)
        .returns(type, ErrorBody::type);
  }

  static Stream<Arguments> problems() {
    return Stream.of(
        Arguments.of(new Problem.Unreadable("?"), 400, "invalid_request_error"),
        Arguments.of(new Problem.Missing("a"), 400, "invalid_request_error"),
        Arguments.of(new Problem.Invalid("a", "b"), 400, "invalid_request_error"),
        Arguments.of(new Problem.NoLongerAccepted("a"), 400, "invalid_request_error"),
        Arguments.of(new Problem.TooLarge(1), 413, "request_too_large"),
        Arguments.of(new Problem.UnknownUrl("GET", "/"), 404, "not_found_error"),
        Arguments.of(new Problem.WrongMethod("GET", "/"), 405, "invalid_request_error"),
        Arguments.of(new Problem.UnknownModel("m"), 404, "not_found_error"),
        Arguments.of(new Problem.ContextExceeded(1, 2, 3), 400, "invalid_request_error"),
        Arguments.of(new Problem.RateLimited("m", 1), 429, "rate_limit_error"),
        Arguments.of(new Problem.ServerFailure(500), 500, "api_error"),
        Arguments.of(new Problem.ServerFailure(529), 529, "overloaded_error"));
  }

  @Test
  void aRequestThatReachedNobodyHasNoId() {
    ErrorReply reply = ErrorBody.of(new Problem.UnknownModel("a\"b")).reply(null);

    assertThat(new String(reply.body(), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"type":"error","error":{"type":"not_found_error","message":"model: a\\"b"}}\
            """);
  }
}
