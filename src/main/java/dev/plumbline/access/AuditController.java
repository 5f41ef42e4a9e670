package dev.plumbline.access;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who changed what, for administrators. */
@RestController
@RequestMapping("/api/v1/audit")
@ConditionalOnRole(Role.API)
class AuditController {
  private static final int MOST = 1_000;

  private final AccessAuditStore store;
  private final InstantSource clock;

  AuditController(AccessAuditStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** The newest first; {@code before} the last one's instant for those before it. */
  @GetMapping
  List<AuditEntry> newest(
      @RequestParam(required = false) @Nullable Instant before,
      @RequestParam(defaultValue = "100") int limit) {
    return store.before(
        before == null ? clock.instant().plusSeconds(1) : before, Math.clamp(limit, 1, MOST));
  }
}
