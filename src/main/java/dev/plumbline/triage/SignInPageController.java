package dev.plumbline.triage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where a browser gives the token it is to keep. */
@RestController
@ConditionalOnRole(Role.API)
class SignInPageController {
  private final Pages pages;
  private final boolean withProvider;

  SignInPageController(Pages pages, @Value("${plumbline.access.oidc.issuer:}") String issuer) {
    this.pages = pages;
    this.withProvider = !issuer.isEmpty();
  }

  @GetMapping("/sign-in")
  ResponseEntity<byte[]> page(
      @RequestParam(defaultValue = "") String refused,
      @RequestParam(defaultValue = "/") String next,
      HttpServletRequest request) {
    return pages.show(
        "signIn",
        new SignInPage(
            pages.still("Sign in", ""),
            told(refused),
            Objects.requireNonNullElse(request.getRemoteUser(), ""),
            next,
            withProvider ? "/sign-in/oidc?next=" + URLEncoder.encode(next, UTF_8) : ""));
  }

  /** Only reasons that are known: the address is anybody's to write. */
  private static String told(String refused) {
    return switch (refused) {
      case "" -> "";
      case "expired" -> "That token has expired; ask for another.";
      case "provider" ->
          "The provider did not say who you are, or you are in no group that has a role here; the"
              + " log of this Plumbline says which.";
      default -> "That token is not known here.";
    };
  }
}
