package dev.plumbline.triage;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Styles and scripts of the pages. */
@Hidden
@RestController
@ConditionalOnRole(Role.API)
class AssetController {
  private static final CacheControl FOR_EVER =
      CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

  private final Assets assets;

  AssetController(Assets assets) {
    this.assets = assets;
  }

  @GetMapping("/assets/{hash}/{*name}")
  ResponseEntity<byte[]> asset(@PathVariable String hash, @PathVariable String name) {
    String known = name.substring(1);
    return assets
        .content(hash, known)
        .map(content ->
            ResponseEntity.ok()
                .contentType(type(known))
                .cacheControl(FOR_EVER)
                .header("X-Content-Type-Options", "nosniff")
                .body(content))
        .orElseGet(
            () -> ResponseEntity.notFound().header(HttpHeaders.CACHE_CONTROL, "no-store").build());
  }

  private static MediaType type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "css" -> MediaType.parseMediaType("text/css;charset=UTF-8");
      case "js" -> MediaType.parseMediaType("text/javascript;charset=UTF-8");
      case "svg" -> MediaType.parseMediaType("image/svg+xml");
      default -> MediaType.APPLICATION_OCTET_STREAM;
    };
  }
}
