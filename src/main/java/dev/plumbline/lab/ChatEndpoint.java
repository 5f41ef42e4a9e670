package dev.plumbline.lab;

import com.sun.net.httpserver.HttpExchange;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.SelfTest;
import dev.plumbline.lab.chat.Allowance;
import dev.plumbline.lab.chat.AnswerHead;
import dev.plumbline.lab.chat.ChatRequest;
import dev.plumbline.lab.chat.Completion;
import dev.plumbline.lab.chat.Problem;
import dev.plumbline.lab.chat.RequestException;
import dev.plumbline.lab.chat.StreamEvent;
import dev.plumbline.lab.model.Draws;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/** From a request for an answer to the response, whatever the wire format. */
final class ChatEndpoint {
  private static final int LARGEST_BODY = 16 * 1024 * 1024;

  private final LabSettings settings;
  private final InstantSource time;
  private final Pacer pacer;
  private final long seed;
  private final FaultBoard faults;
  private final TruthLog truths;
  private final IntSupplier fixedBatchSize;
  private final Saboteur saboteur;
  private final Answering answering;
  private final AtomicLong requests = new AtomicLong();

  /**
   * @param fixedBatchSize 0: batches form by themselves
   */
  ChatEndpoint(
      LabSettings settings,
      InstantSource time,
      Pacer pacer,
      long seed,
      FaultBoard faults,
      TruthLog truths,
      IntSupplier fixedBatchSize) {
    this.settings = settings;
    this.time = time;
    this.pacer = pacer;
    this.seed = seed;
    this.faults = faults;
    this.truths = truths;
    this.fixedBatchSize = fixedBatchSize;
    this.saboteur = new Saboteur(seed, settings.backgroundPerSecond());
    this.answering = new Answering(saboteur);
  }

  void answer(HttpExchange http, Fleet fleet, Routes.Route route) throws IOException {
    byte[] body = http.getRequestBody().readNBytes(LARGEST_BODY + 1);
    Call call =
        new Call(
            http,
            fleet,
            route.dialect(),
            Draws.hash(seed, requests.incrementAndGet()),
            time.instant());
    try {
      if (body.length > LARGEST_BODY) {
        throw new RequestException(new Problem.TooLarge(LARGEST_BODY));
      }
      ChatRequest request = call.dialect().read(body, http.getRequestHeaders()::containsKey);
      Serving serving = route.byModel().get(request.model());
      if (serving == null) {
        throw new RequestException(new Problem.UnknownModel(request.model()));
      }
      String affinityKey = AffinityKey.of(request, http);
      List<ActiveFault> acting = acting(fleet.catalog(), serving, call.receivedAt());
      admit(call, request, Assignment.of(serving, affinityKey, acting, saboteur));
    } catch (RequestException e) {
      serverHeaders(call);
      Reply.error(http, call.dialect().error(e.problem(), call.requestId()));
    }
  }

  /** The drill has faults of its own, and no other. */
  private List<ActiveFault> acting(Catalog catalog, Serving serving, Instant now) {
    Labels labels = serving.target().labels();
    SelfTest selfTest = catalog.selfTest();
    return selfTest != null && labels.equals(SelfTest.LABELS)
        ? DrillFaults.at(selfTest, now)
        : faults.actingOn(labels, now);
  }

  private void admit(Call call, ChatRequest request, Assignment assignment)
      throws IOException, RequestException {
    try {
      Allowance allowance = assignment.serving().pool().rateLimit().take(call.receivedAt());
      Reply.headers(call.http(), call.dialect().limitHeaders(allowance, call.receivedAt()));
      if (!allowance.allowed()) {
        throw new RequestException(new Problem.RateLimited(request.model(), allowance.limit()));
      }
      failNowAndThen(call);
      serve(call, request, assignment);
    } catch (RequestException e) {
      int status = call.dialect().error(e.problem(), call.requestId()).status();
      remember(call, assignment, 0, status, List.of());
      throw e;
    }
  }

  private void failNowAndThen(Call call) throws RequestException {
    if (Draws.unit(call.seed(), 21) < settings.errorRate()) {
      List<Integer> statuses = call.dialect().oddErrors();
      int drawn = Draws.below(statuses.size(), Draws.hash(call.seed(), 22));
      throw new RequestException(new Problem.ServerFailure(statuses.get(drawn)));
    }
  }

  private void serve(Call call, ChatRequest request, Assignment assignment)
      throws IOException, RequestException {
    try (Server.Place place = assignment.server().admit(call.receivedAt())) {
      int fixed = fixedBatchSize.getAsInt();
      int batchSize = fixed > 0 ? fixed : place.batchSize();
      Answering.Answer answer = answering.write(call, request, assignment, batchSize);
      remember(call, assignment, batchSize, 200, answer.faults());
      Latency latency = new Latency(settings.latencyScale(), batchSize, call.seed(), pacer);
      AnswerHead head =
          new AnswerHead(
              call.answerId(),
              call.receivedAt().getEpochSecond(),
              request.model(),
              assignment.pool().fingerprint(),
              answer.promptTokens());
      latency.untilFirstToken();
      Reply.headers(call.http(), call.dialect().answerHeaders(head));
      if (request.stream()) {
        stream(call, call.dialect().stream(head, request, answer.completion()), latency, place);
      } else {
        latency.forTokens(answer.completion().tokens());
        place.leave();
        whole(call, request, answer.completion(), head);
      }
    }
  }

  private void whole(Call call, ChatRequest request, Completion completion, AnswerHead head)
      throws IOException {
    serverHeaders(call);
    Reply.json(call.http(), 200, call.dialect().whole(head, request, completion));
  }

  /** Leaves the batch before the last event: who has read that finds the place free. */
  private void stream(Call call, List<StreamEvent> events, Latency latency, Server.Place place)
      throws IOException {
    serverHeaders(call);
    try (OutputStream out = Reply.eventStream(call.http())) {
      for (StreamEvent event : events) {
        latency.forTokens(event.steps());
        if (event.equals(events.getLast())) {
          place.leave();
        }
        event.writeTo(out);
        if (latency.waits()) {
          out.flush();
        }
      }
    }
  }

  private void serverHeaders(Call call) {
    Duration processing = Duration.between(call.receivedAt(), time.instant());
    Reply.headers(call.http(), call.dialect().requestHeaders(call.requestId(), processing));
  }

  private void remember(
      Call call, Assignment assignment, int batchSize, int status, List<ActiveFault> hits) {
    truths.add(
        new Truth(
            call.requestId(),
            assignment.serving().target().labels(),
            assignment.affinityKey(),
            call.sourcePort(),
            assignment.server().name(),
            batchSize,
            status,
            hits));
  }
}
