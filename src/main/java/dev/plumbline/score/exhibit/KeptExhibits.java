package dev.plumbline.score.exhibit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import dev.plumbline.probe.Token;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.score.FlaggedExchange;
import dev.plumbline.score.FlaggedExchanges;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes exhibits of the exchanges that are kept and the catalog in force. */
@Component
@ConditionalOnRole(Role.API)
class KeptExhibits implements Exhibits {
  private static final int MOST_HISTORY = 1000;
  private static final String REQUEST = "request.json";

  private final FlaggedExchanges exchanges;
  private final CatalogSource catalog;

  KeptExhibits(FlaggedExchanges exchanges, CatalogSource catalog) {
    this.exchanges = exchanges;
    this.catalog = catalog;
  }

  @Override
  public Optional<Exhibit> of(String exchange) {
    Catalog current = catalog.current();
    return exchanges.find(exchange).map(flagged -> exhibit(flagged, current));
  }

  private Exhibit exhibit(FlaggedExchange flagged, Catalog current) {
    Exchange exchange = flagged.exchange();
    Asked asked = Asked.of(exchange, current);
    List<Exhibit.Failure> failures = Failures.of(flagged);
    return new Exhibit(
        exchange.id(),
        exchange.target(),
        exchange.suite() + "/" + exchange.probe(),
        exchange.scheduledAt(),
        failures,
        files(exchange, asked, failures));
  }

  private List<Exhibit.File> files(Exchange exchange, Asked asked, List<Exhibit.Failure> failures) {
    List<Exhibit.File> files = new ArrayList<>();
    List<Token> tokens =
        exchange.outcome() instanceof Outcome.Answered(Answer answer) ? answer.tokens() : List.of();
    Marks marks = Marks.of(tokens, asked.probe().orElse(null));
    add(files, "expected-and-actual.md", ExpectedAndActual.of(exchange, asked, failures, marks));
    asked.request().ifPresent(request -> add(files, REQUEST, request.body()));
    @Nullable RawResponse response = exchange.response();
    if (response != null) {
      files.add(new Exhibit.File("answer.raw", raw(response)));
    }
    add(files, "headers.txt", HeadersText.of(asked, response));
    if (!tokens.isEmpty()) {
      add(files, "tokens.csv", TokensCsv.of(marks));
    }
    add(
        files,
        "history.csv",
        HistoryCsv.of(
            exchanges.ofProbe(
                exchange.target(), exchange.suite(), exchange.probe(), MOST_HISTORY)));
    add(files, "reproduce.sh", asked.script(REQUEST));
    return List.copyOf(files);
  }

  private static byte[] raw(RawResponse response) {
    return response.base64()
        ? Base64.getDecoder().decode(response.body())
        : response.body().getBytes(UTF_8);
  }

  private static void add(List<Exhibit.File> files, String name, String text) {
    files.add(new Exhibit.File(name, text.getBytes(UTF_8)));
  }
}
