package dev.plumbline.input;

import org.apache.kafka.common.KafkaException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** How refusals are told over HTTP. */
public final class Problems {
  private Problems() {}

  /** Names the field, for programs too. */
  public static ErrorResponseException invalid(InvalidFieldException cause) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.BAD_REQUEST, String.valueOf(cause.getMessage()));
    problem.setProperty("field", cause.field());
    return new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, cause);
  }

  /** The broker is away: the same may be said again. */
  public static ErrorResponseException notTaken(KafkaException cause) {
    return new ErrorResponseException(
        HttpStatus.SERVICE_UNAVAILABLE,
        ProblemDetail.forStatusAndDetail(
            HttpStatus.SERVICE_UNAVAILABLE,
            "Kafka does not take the change; send it again, the same id is the same change"),
        cause);
  }

  public static ErrorResponseException of(HttpStatus status, String detail) {
    return new ErrorResponseException(
        status, ProblemDetail.forStatusAndDetail(status, detail), null);
  }
}
