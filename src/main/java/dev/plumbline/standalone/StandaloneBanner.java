package dev.plumbline.standalone;

import java.io.PrintStream;
import java.util.Objects;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Says, once everything runs, what runs where and what to try next. */
class StandaloneBanner implements ApplicationListener<ApplicationReadyEvent> {

  @Override
  public void onApplicationEvent(ApplicationReadyEvent event) {
    print(event.getApplicationContext().getEnvironment(), System.out);
  }

  static void print(Environment environment, PrintStream out) {
    String port =
        environment.getProperty(
            "local.server.port", environment.getProperty("server.port", "8080"));
    out.printf(
        """

        Plumbline is watching a practice fleet. Everything runs in this process, on this machine only.

          pages      %1$s/
          REST       %1$s/api/v1/docs
          metrics    %1$s/actuator/prometheus
          fleet      %2$s  (its targets and prompts: %3$s/catalog, edit while it runs)
          Kafka      %4$s
          PostgreSQL %5$s
          data       %3$s  (kept between starts; delete it to begin anew)

        Break one slice of the fleet, watch it being found, then mend it:

          curl -s -X POST %2$s/admin/faults -H 'content-type: application/json' \\
               -d '{"fault": "corruption", "slice": "opus-4/*/tpu/*", "share": 0.3}'
          watch -n 2 "curl -s '%1$s/api/v1/incidents'"
          curl -s -X DELETE %2$s/admin/faults

        Ctrl-C stops it.
        """,
        "http://127.0.0.1:" + port,
        "http://127.0.0.1:" + environment.getProperty("plumbline.lab.port"),
        environment.getProperty("plumbline.data-dir"),
        environment.getProperty("spring.kafka.bootstrap-servers"),
        Objects.requireNonNullElse(environment.getProperty("spring.datasource.url"), "?"));
    out.flush();
  }
}
