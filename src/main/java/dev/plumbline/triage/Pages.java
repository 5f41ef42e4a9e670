package dev.plumbline.triage;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Makes pages of templates. */
final class Pages {
  /**
   * Nothing from elsewhere, nothing inline: what slipped through the escaping would still not run.
   */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

  private final TemplateEngine templates =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Pages.class.getClassLoader(), Pages.class.getPackageName());
  private final Assets assets;
  private final InstantSource clock;
  private final Duration refresh;

  Pages(Assets assets, InstantSource clock, Duration refresh) {
    this.assets = assets;
    this.clock = clock;
    this.refresh = refresh;
  }

  /** Of a page that asks for news while it is open. */
  Frame live(String title, String section, String path) {
    return frame(title, section, path, false);
  }

  /** The same of one with a filter. */
  Frame filtered(String title, String section, String path) {
    return frame(title, section, path, true);
  }

  private Frame frame(String title, String section, String path, boolean filtered) {
    return new Frame(
        title, section, path, filtered, refresh.toSeconds(), clock.instant(), "", assets);
  }

  /** Of a page that stays as it is. */
  Frame still(String title, String section) {
    return new Frame(title, section, "", false, 0, clock.instant(), "", assets);
  }

  /** A page of what its template asks for. */
  ResponseEntity<byte[]> show(String template, Object page) {
    return show(HttpStatus.OK, template, page);
  }

  ResponseEntity<byte[]> show(HttpStatus status, String template, Object page) {
    StringOutput html = new StringOutput(64 * 1024);
    templates.render(template + ".jte", page, html);
    return ResponseEntity.status(status)
        .contentType(HTML)
        .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "same-origin")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cache-Control", "private, no-cache")
        .body(html.toString().getBytes(StandardCharsets.UTF_8));
  }
}
