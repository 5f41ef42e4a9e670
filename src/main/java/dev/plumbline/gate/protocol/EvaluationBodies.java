package dev.plumbline.gate.protocol;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Target;
import dev.plumbline.gate.GateBody;
import dev.plumbline.gate.live.Evaluation;
import dev.plumbline.gate.live.GateProperties;
import dev.plumbline.gate.live.GateRequest;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Makes {@link EvaluationBody}s. */
@Component
@ConditionalOnRole(Role.API)
class EvaluationBodies {
  private final CatalogSource catalogs;
  private final InstantSource clock;
  private final @Nullable String url;

  EvaluationBodies(CatalogSource catalogs, InstantSource clock, GateProperties properties) {
    this.catalogs = catalogs;
    this.clock = clock;
    String given = properties.url();
    this.url = given == null || given.isBlank() ? null : given.replaceAll("/+$", "");
  }

  /** Address of this server: as settings say, or else as the caller of this thread wrote it. */
  String base() {
    return url == null
        ? ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString()
        : url;
  }

  EvaluationBody of(Evaluation evaluation) {
    return of(evaluation, base());
  }

  EvaluationBody of(Evaluation evaluation, String base) {
    GateBody body = evaluation.body();
    GateRequest request = evaluation.request();
    Instant now = clock.instant();
    boolean opens = evaluation.opens(now);
    String path =
        "gates/%s/evaluations/%s"
            .formatted(
                UriUtils.encodePathSegment(request.gate(), StandardCharsets.UTF_8),
                UriUtils.encodePathSegment(evaluation.id(), StandardCharsets.UTF_8));
    String status = base + "/api/v1/" + path;
    return new EvaluationBody(
        evaluation.id(),
        request.gate(),
        evaluation.attempt(),
        Objects.requireNonNullElse(evaluation.verdict(), "inconclusive"),
        opens,
        opens ? "SUCCEEDED" : evaluation.running() ? "RUNNING" : body.status(),
        body.score(),
        body.progress(),
        subject(request),
        new EvaluationBody.Baseline(
            request.baseline(),
            body.detectors().stream()
                .mapToLong(detector -> detector.counts().baselineTrials())
                .max()
                .orElse(0)),
        body.samples(),
        body.alpha(),
        body.evidence(),
        body.decidesAt(),
        body.detectors(),
        body.reasons(),
        evaluation.requestedAt(),
        evaluation.endedAt() == null ? now : evaluation.endedAt(),
        evaluation.endedAt(),
        status,
        base + "/" + path,
        status + "/facts",
        evaluation.override(now));
  }

  private EvaluationBody.Subject subject(GateRequest request) {
    Optional<Labels> labels = catalogs.current().target(request.candidate()).map(Target::labels);
    return new EvaluationBody.Subject(
        request.candidate(),
        labels.map(Labels::model).orElse(null),
        labels.map(Labels::platform).orElse(null),
        labels.map(Labels::accelerator).orElse(null),
        labels.map(Labels::pool).orElse(null),
        request.build(),
        request.environment());
  }
}
