package dev.plumbline.triage;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Errors as pages, for whoever asks for a page; programs get problem details as ever. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
@ConditionalOnRole(Role.API)
class PageErrorController {
  private static final Logger log = LoggerFactory.getLogger(PageErrorController.class);

  private final Pages pages;

  PageErrorController(Pages pages) {
    this.pages = pages;
  }

  @ExceptionHandler(exception = Missing.class)
  ResponseEntity<byte[]> missing(Missing missing) {
    return page(
        HttpStatus.NOT_FOUND, "Not found", String.valueOf(missing.getMessage()), missing.back());
  }

  @ExceptionHandler(
      exception = {NoResourceFoundException.class, NoHandlerFoundException.class},
      produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<byte[]> noSuchPage(HttpServletRequest request) {
    return page(
        HttpStatus.NOT_FOUND,
        "Not found",
        "There is no page %s.".formatted(request.getRequestURI()),
        "/");
  }

  @ExceptionHandler(exception = DataAccessException.class, produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<byte[]> noDatabase(DataAccessException e) {
    log.error("a page could not be made: the database did not answer", e);
    return page(
        HttpStatus.SERVICE_UNAVAILABLE,
        "The database does not answer",
        "Plumbline cannot read what it has stored, so this page cannot be shown. The fleet page"
            + " shows what is known without the database; /actuator/health says what is down.",
        "/");
  }

  private ResponseEntity<byte[]> page(HttpStatus status, String heading, String text, String back) {
    return pages.show(
        status,
        "error",
        new ErrorPage(pages.still(heading, ""), status.value(), heading, text, back));
  }
}
