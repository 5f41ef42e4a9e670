package dev.plumbline.triage;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** A page that cannot be made says so, and where the reason is; REST says it in its own way. */
@ControllerAdvice(basePackageClasses = Pages.class)
@ConditionalOnRole(Role.API)
class PageFailureController {
  private static final Logger log = LoggerFactory.getLogger(PageFailureController.class);

  private final Pages pages;

  PageFailureController(Pages pages) {
    this.pages = pages;
  }

  @ExceptionHandler(exception = RuntimeException.class)
  ResponseEntity<byte[]> failed(RuntimeException e, HttpServletRequest request) {
    log.error("the page {} could not be made", request.getRequestURI(), e);
    return pages.show(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "error",
        new ErrorPage(
            pages.still("Failed", ""),
            HttpStatus.INTERNAL_SERVER_ERROR.value(),
            "This page could not be made",
            "That is a fault of Plumbline; the log of this process says why. What it knows is also"
                + " at /api/v1/incidents and /api/v1/series.",
            "/"));
  }
}
