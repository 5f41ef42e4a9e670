package dev.plumbline.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.detect.Detection;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class IncidentGaugeTest {
  private static final String OPUS_TPU = "opus-4/*/tpu/*";
  private static final Detection PAGE =
      Practice.alarm("argmax", OPUS_TPU).failing(OPUS_TPU, 12).detection();

  @RegisterExtension private final Database database = new Database();

  private String scrapedAt(int minute) throws IOException {
    PrometheusRegistry registry = new PrometheusRegistry();
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    beans.addBean("registry", registry);
    IncidentGauge gauge =
        new IncidentGauge(
            new Desk(database).overviews,
            InstantSource.fixed(Practice.at(minute)),
            new IncidentProperties(
                Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofSeconds(1), Desk.DEMANDS),
            beans.getBeanProvider(PrometheusRegistry.class));
    assertThat(gauge.collect()).isNotNull();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, registry.scrape());
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void isOneWhileOpenThenZeroForAWhileThenGone() throws IOException {
    Ledger ledger = new Desk(database).ledger;
    String sample =
        "plumbline_incident{accelerator=\"tpu\",check=\"argmax\",incident=\"%s\",model=\"opus-4\",platform=\"*\",pool=\"*\",severity=\"page\"} %s\n";

    ledger.write(Desk.record(0, PAGE));
    assertThat(scrapedAt(600)).contains(sample.formatted(PAGE.id(), "1.0"));

    ledger.write(Desk.record(1, Practice.cleared("argmax", OPUS_TPU, 700)));
    assertThat(scrapedAt(819)).contains(sample.formatted(PAGE.id(), "0.0"));
    assertThat(scrapedAt(821)).doesNotContain("incident=");
  }
}
