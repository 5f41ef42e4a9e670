package dev.plumbline.gate.protocol;

import dev.plumbline.gate.live.Gates;
import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.input.Problems;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What went wrong, as a problem: 4xx is the caller's, 503 is ours. None of them opens a gate. */
@RestControllerAdvice(basePackageClasses = GateFailureController.class)
@Order(0)
@ConditionalOnRole(Role.API)
class GateFailureController {
  private static final Logger log = LoggerFactory.getLogger(GateFailureController.class);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> invalid(InvalidFieldException e) {
    return ResponseEntity.badRequest().body(Problems.invalid(e).getBody());
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> conflict(Gates.ConflictException e) {
    return problem(HttpStatus.CONFLICT, String.valueOf(e.getMessage()));
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class, KafkaException.class})
  ResponseEntity<ProblemDetail> away(RuntimeException e) {
    log.error("gates: the database or Kafka is away", e);
    return problem(
        HttpStatus.SERVICE_UNAVAILABLE,
        "Plumbline does not reach its database or Kafka; ask again, this says nothing of the"
            + " candidate");
  }

  private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String detail) {
    return ResponseEntity.status(status).body(ProblemDetail.forStatusAndDetail(status, detail));
  }
}
