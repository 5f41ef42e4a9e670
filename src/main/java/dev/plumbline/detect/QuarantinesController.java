package dev.plumbline.detect;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Probes whose answers count for nothing, because they fail wherever they are asked. */
@RestController
@ConditionalOnRole(Role.API)
@RequestMapping("/api/v1/quarantines")
class QuarantinesController {
  private final QuarantineView view;

  QuarantinesController(QuarantineView view) {
    this.view = view;
  }

  @GetMapping
  List<Quarantine> all() {
    if (!view.loaded()) {
      throw new ResponseStatusException(
          HttpStatus.SERVICE_UNAVAILABLE, "quarantines are still being read from Kafka; try again");
    }
    return view.holding();
  }
}
