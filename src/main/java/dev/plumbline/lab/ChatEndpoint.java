package dev.plumbline.lab;

import com.sun.net.httpserver.HttpExchange;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.SelfTest;
import dev.plumbline.lab.chat.Allowance;
import dev.plumbline.lab.chat.AnswerHead;
import dev.plumbline.lab.chat.AnswerWriter;
import dev.plumbline.lab.chat.ChatRequest;
import dev.plumbline.lab.chat.Incoming;
import dev.plumbline.lab.chat.Problem;
import dev.plumbline.lab.chat.Question;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From a request for an answer to the response, whatever the wire format. */
final class ChatEndpoint {
  private static final int LARGEST_BODY = 16 * 1024 * 1024;

  /** Of the failures of streamed answers: those that come in the middle of one. */
  private static final double SHARE_IN_STREAM = 0.5;

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
      Question question = call.dialect().read(incoming(http, route, body));
      ChatRequest request = question.request();
      Serving serving = serving(route, request);
      call.dialect().check(request, serving.target().capabilities());
      String affinityKey = AffinityKey.of(request, http);
      List<ActiveFault> acting = acting(fleet.catalog(), serving, call.receivedAt());
      Integer server = request.extras().server();
      admit(call, question, Assignment.of(serving, affinityKey, server, acting, saboteur));
    } catch (RequestException e) {
      serverHeaders(call);
      Reply.error(http, call.dialect().error(e.problem(), call.requestId()));
    }
  }

  private static Incoming incoming(HttpExchange http, Routes.Route route, byte[] body) {
    return new Incoming(
        route.operation(),
        Query.parameters(http.getRequestURI().getRawQuery()),
        body,
        http.getRequestHeaders()::containsKey);
  }

  private static Serving serving(Routes.Route route, ChatRequest request) throws RequestException {
    String named = route.operation().model();
    String model = named == null ? request.model() : named;
    Serving serving = route.serving(model);
    if (serving == null) {
      throw new RequestException(new Problem.UnknownModel(String.valueOf(model)));
    }
    return serving;
  }

  /** The drill has faults of its own, and no other. */
  private List<ActiveFault> acting(Catalog catalog, Serving serving, Instant now) {
    Labels labels = serving.target().labels();
    SelfTest selfTest = catalog.selfTest();
    return selfTest != null && labels.equals(SelfTest.LABELS)
        ? DrillFaults.at(selfTest, now)
        : faults.actingOn(labels, now);
  }

  private void admit(Call call, Question question, Assignment assignment)
      throws IOException, RequestException {
    try {
      Allowance allowance = assignment.serving().pool().rateLimit().take(call.receivedAt());
      Reply.headers(call.http(), call.dialect().limitHeaders(allowance, call.receivedAt()));
      if (!allowance.allowed()) {
        throw new RequestException(
            new Problem.RateLimited(assignment.servedModel(), allowance.limit()));
      }
      Problem.ServerFailure failure = nowAndThen(call);
      if (failure != null && !(question.request().stream() && comesLate(call))) {
        throw new RequestException(failure);
      }
      serve(call, question, assignment, failure);
    } catch (RequestException e) {
      int status = call.dialect().error(e.problem(), call.requestId()).status();
      remember(call, assignment, 0, status, List.of());
      throw e;
    }
  }

  private Problem.@Nullable ServerFailure nowAndThen(Call call) {
    if (Draws.unit(call.seed(), 21) >= settings.errorRate()) {
      return null;
    }
    List<Integer> statuses = call.dialect().oddErrors();
    int drawn = Draws.below(statuses.size(), Draws.hash(call.seed(), 22));
    return new Problem.ServerFailure(statuses.get(drawn));
  }

  private static boolean comesLate(Call call) {
    return Draws.unit(call.seed(), 23) < SHARE_IN_STREAM;
  }

  /**
   * @param failure that ends a stream in its middle; null for none
   */
  private void serve(
      Call call, Question question, Assignment assignment, Problem.@Nullable ServerFailure failure)
      throws IOException, RequestException {
    try (Server.Place place = assignment.server().admit(call.receivedAt())) {
      int fixed = fixedBatchSize.getAsInt();
      int batchSize = fixed > 0 ? fixed : place.batchSize();
      ChatRequest request = question.request();
      Answering.Answer answer = answering.write(call, request, assignment, batchSize);
      int status = failure == null ? 200 : failure.status();
      remember(call, assignment, batchSize, status, answer.faults());
      Latency latency = new Latency(settings.latencyScale(), batchSize, call.seed(), pacer);
      AnswerHead head =
          new AnswerHead(
              call.answerId(),
              call.receivedAt().getEpochSecond(),
              assignment.servedModel(),
              assignment.serving().target().labels(),
              assignment.pool().fingerprint(),
              answer.prompt(),
              answer.promptTokens(),
              latency.toFirstToken(),
              latency.toFirstToken().plus(latency.ofTokens(answer.completion().tokens())));
      AnswerWriter writer = question.writer();
      latency.untilFirstToken();
      if (request.stream()) {
        Reply.headers(call.http(), writer.streamHeaders(head));
        List<StreamEvent> events = writer.stream(head, answer.completion());
        stream(
            call,
            writer,
            failure == null ? events : brokenOff(events, writer, failure),
            latency,
            place);
      } else {
        latency.forTokens(answer.completion().tokens());
        place.leave();
        Reply.headers(call.http(), writer.headers(head, answer.completion()));
        serverHeaders(call);
        Reply.json(call.http(), 200, writer.whole(head, answer.completion()));
      }
    }
  }

  private static List<StreamEvent> brokenOff(
      List<StreamEvent> events, AnswerWriter writer, Problem failure) {
    int sent = events.size() / 2;
    return Stream.concat(events.stream().limit(sent), Stream.of(writer.failure(failure, sent)))
        .toList();
  }

  /** Leaves the batch before the last event: who has read that finds the place free. */
  private void stream(
      Call call, AnswerWriter writer, List<StreamEvent> events, Latency latency, Server.Place place)
      throws IOException {
    serverHeaders(call);
    try (OutputStream out = Reply.stream(call.http(), writer.streamType())) {
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
