package dev.plumbline.reference;

import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Exchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for prompts at which a target's first token hangs in the balance, by few requests. Batch by
 * batch, candidates are
 *
 * <ol>
 *   <li>shortlisted, where the target tells log-probabilities: asked once, and dropped if the first
 *       token leads by more than noise turns over;
 *   <li>screened: asked three times, and dropped if they began alike. Of a prompt whose first token
 *       is drawn with p and 1 − p, three draws differ with probability 3p(1 − p): as many a request
 *       as two draws, more than four;
 *   <li>narrowed: asked twelve times more, and dropped if even half the share looked for is not
 *       there;
 *   <li>weighed, the most even first: asked afresh, since what they were chosen by flatters them.
 * </ol>
 *
 * <p>Kept is a prompt whose second token has at least {@code leastShare} and whose others together
 * have at most {@code mostRest}: a lead that moves by x nats moves the share of a token by p(1 −
 * p)x, which is greatest where both have a half; and what a third token says now and then raises
 * the rate at which healthy answers are unheard of. The idea of border inputs is B3IT's (arXiv
 * 2602.11083).
 */
public final class BorderSearch {
  private static final int BATCH = 40;
  private static final int SCREENING = 3;
  private static final int NARROWING = 12;

  /** Flips at temperature 0 where noise has a scale of .05 nats: 4 % at .125, none at .25. */
  private static final double MOST_LEAD_GREEDY = 0.125;

  private static final Comparator<BorderCandidate> EVEN_FIRST =
      Comparator.comparingDouble((BorderCandidate it) -> it.first().share(1)).reversed();

  private final Target target;
  private final BorderSettings settings;
  private final List<BorderCandidate> candidates = new ArrayList<>();
  private final List<BorderPrompt> found = new ArrayList<>();
  private int screened;
  private int promising;
  private int weighed;

  /** Hears how far a search is. */
  public interface Progress {
    /** Of every exchange, from several threads. */
    void exchanged(Exchange exchange);

    /** Of every batch, at its end. */
    void batchDone(BorderFindings soFar);
  }

  /**
   * How requests are sent.
   *
   * @param parallel under way at once, at most
   * @param over how long the most requests are spread over; zero for as fast as it goes
   */
  public record Sending(ReferenceCapture.Asking asking, int parallel, Duration over) {}

  /** What is to be looked through; nothing is asked yet. */
  public BorderSearch(Target target, List<String> prompts, BorderSettings settings) {
    this.target = target;
    this.settings = settings;
    for (String prompt : prompts) {
      candidates.add(new BorderCandidate(prompt, settings.sampling()));
    }
  }

  /** How many requests it takes at most. */
  public int requests() {
    long all = (long) candidates.size() * (first() + NARROWING + settings.draws());
    return (int) Math.min(all, settings.requests());
  }

  /**
   * Looks until as many are found as wanted, the requests are spent, no candidates are left, or the
   * target answers no more.
   *
   * @throws UnusableCaptureException if too little was answered and none is found
   */
  public BorderFindings run(Sending sending, Progress progress)
      throws InterruptedException, UnusableCaptureException {
    BorderRequests requests = new BorderRequests(target, requests(), sending, progress::exchanged);
    while (screened < candidates.size() && found.size() < settings.wanted()) {
      // One alone to begin with: a target that answers nobody is told at once.
      int size = screened == 0 ? 1 : BATCH;
      List<BorderCandidate> batch =
          requests.affordable(
              candidates.subList(screened, Math.min(screened + size, candidates.size())),
              first(),
              NARROWING + settings.draws());
      if (batch.isEmpty()) {
        break;
      }
      screened += batch.size();
      try {
        weigh(narrow(screen(shortlist(batch, requests), requests), requests), requests);
      } catch (UnusableCaptureException e) {
        if (found.isEmpty()) {
          throw e;
        }
        // What was found is paid for, and good.
        return findings(requests);
      }
      progress.batchDone(findings(requests));
    }
    return findings(requests);
  }

  /** Requests a candidate takes before it is known to be promising. */
  private int first() {
    return settings.leads() ? 1 + SCREENING : SCREENING;
  }

  private List<BorderCandidate> shortlist(List<BorderCandidate> batch, BorderRequests requests)
      throws InterruptedException, UnusableCaptureException {
    if (!settings.leads()) {
      return batch;
    }
    requests.ask(batch, 1, BorderCandidate::tellingLeads);
    List<BorderCandidate> kept = batch.stream().filter(this::mayTurnOver).toList();
    // Cut into tokens there, into words from here on.
    kept.forEach(BorderCandidate::beginAgain);
    return kept;
  }

  private boolean mayTurnOver(BorderCandidate candidate) {
    @Nullable Double lead = candidate.lead();
    return lead != null && Math.abs(lead) <= mostLead();
  }

  private List<BorderCandidate> screen(List<BorderCandidate> shortlist, BorderRequests requests)
      throws InterruptedException, UnusableCaptureException {
    requests.ask(shortlist, SCREENING, BorderCandidate::probe);
    List<BorderCandidate> kept =
        shortlist.stream().filter(it -> it.first().counts().size() > 1).toList();
    promising += kept.size();
    return kept;
  }

  /** Above it, the second token has less than the least share; in nats. */
  private double mostLead() {
    @Nullable Double temperature = settings.sampling().temperature();
    double odds = (1 - settings.leastShare()) / settings.leastShare();
    return temperature == null
        ? Math.log(odds)
        : Math.max(MOST_LEAD_GREEDY, temperature * Math.log(odds));
  }

  private List<BorderCandidate> narrow(List<BorderCandidate> promising, BorderRequests requests)
      throws InterruptedException, UnusableCaptureException {
    List<BorderCandidate> asked = requests.affordable(promising, NARROWING, settings.draws());
    requests.ask(asked, NARROWING, BorderCandidate::probe);
    return asked.stream()
        .filter(it -> it.first().share(1) >= settings.leastShare() / 2)
        .filter(it -> it.first().rest() <= settings.mostRest() + settings.leastShare() / 2)
        .sorted(EVEN_FIRST)
        .toList();
  }

  private void weigh(List<BorderCandidate> narrowed, BorderRequests requests)
      throws InterruptedException, UnusableCaptureException {
    List<BorderCandidate> left = requests.affordable(narrowed, settings.draws(), 0);
    while (!left.isEmpty() && found.size() < settings.wanted()) {
      int wanted = Math.min(settings.wanted() - found.size(), left.size());
      List<BorderCandidate> next = left.subList(0, wanted);
      next.forEach(BorderCandidate::beginAgain);
      requests.ask(next, settings.draws(), BorderCandidate::probe);
      next.stream().filter(this::keeps).map(BorderCandidate::found).forEach(found::add);
      weighed += wanted;
      left = left.subList(wanted, left.size());
    }
  }

  private boolean keeps(BorderCandidate candidate) {
    FirstTokens first = candidate.first();
    return first.share(1) >= settings.leastShare() && first.rest() <= settings.mostRest();
  }

  private BorderFindings findings(BorderRequests requests) {
    return new BorderFindings(
        found.stream().sorted(BorderPrompt.EVEN_FIRST).toList(),
        screened,
        promising,
        weighed,
        requests.spent());
  }
}
