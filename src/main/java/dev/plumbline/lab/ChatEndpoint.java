package dev.plumbline.lab;

import com.sun.net.httpserver.HttpExchange;
import dev.plumbline.lab.model.Draws;
import dev.plumbline.lab.openai.ApiError;
import dev.plumbline.lab.openai.ChatRequest;
import dev.plumbline.lab.openai.ChatRequestReader;
import dev.plumbline.lab.openai.ChunkWriter;
import dev.plumbline.lab.openai.CompletionWriter;
import dev.plumbline.lab.openai.RequestException;
import dev.plumbline.lab.openai.ResponseHead;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** {@code POST <endpoint>/chat/completions}: from request to response. */
final class ChatEndpoint {
  private static final int LARGEST_BODY = 16 * 1024 * 1024;
  private static final List<Integer> ODD_ERRORS = List.of(500, 502, 503);

  private final LabSettings settings;
  private final InstantSource time;
  private final Pacer pacer;
  private final long seed;
  private final FaultBoard faults;
  private final TruthLog truths;
  private final Saboteur saboteur;
  private final Answering answering;
  private final AtomicLong requests = new AtomicLong();

  ChatEndpoint(
      LabSettings settings,
      InstantSource time,
      Pacer pacer,
      long seed,
      FaultBoard faults,
      TruthLog truths) {
    this.settings = settings;
    this.time = time;
    this.pacer = pacer;
    this.seed = seed;
    this.faults = faults;
    this.truths = truths;
    this.saboteur = new Saboteur(seed, settings.backgroundPerSecond());
    this.answering = new Answering(saboteur);
  }

  void answer(HttpExchange http, Fleet fleet, Map<String, Serving> byModel) throws IOException {
    byte[] body = http.getRequestBody().readNBytes(LARGEST_BODY + 1);
    Call call = new Call(http, fleet, Draws.hash(seed, requests.incrementAndGet()), time.instant());
    try {
      if (body.length > LARGEST_BODY) {
        throw new RequestException(ApiError.tooLarge(LARGEST_BODY));
      }
      ChatRequest request = ChatRequestReader.read(body);
      Serving serving = byModel.get(request.model());
      if (serving == null) {
        throw new RequestException(ApiError.unknownModel(request.model()));
      }
      String affinityKey = AffinityKey.of(request, http);
      List<ActiveFault> acting = faults.actingOn(serving.target().labels(), call.receivedAt());
      admit(call, request, Assignment.of(serving, affinityKey, acting, saboteur));
    } catch (RequestException e) {
      serverHeaders(call);
      Reply.error(http, e.error());
    }
  }

  private void admit(Call call, ChatRequest request, Assignment assignment)
      throws IOException, RequestException {
    try {
      RateLimit.Decision decision = assignment.serving().pool().rateLimit().take(call.receivedAt());
      Reply.rateLimitHeaders(call.http(), decision);
      if (!decision.allowed()) {
        throw new RequestException(ApiError.rateLimited(request.model(), decision.limit()));
      }
      failNowAndThen(call.seed());
      serve(call, request, assignment);
    } catch (RequestException e) {
      remember(call, assignment, 0, e.error().status(), List.of());
      throw e;
    }
  }

  private void failNowAndThen(long requestSeed) throws RequestException {
    if (Draws.unit(requestSeed, 21) < settings.errorRate()) {
      int status = ODD_ERRORS.get(Draws.below(ODD_ERRORS.size(), Draws.hash(requestSeed, 22)));
      throw new RequestException(ApiError.serverFailure(status));
    }
  }

  private void serve(Call call, ChatRequest request, Assignment assignment)
      throws IOException, RequestException {
    int batchSize = assignment.server().admit(call.receivedAt());
    try {
      Answering.Answer answer = answering.write(call, request, assignment, batchSize);
      remember(call, assignment, batchSize, 200, answer.faults());
      Latency latency = new Latency(settings.latencyScale(), batchSize, call.seed(), pacer);
      ResponseHead head =
          new ResponseHead(
              call.completionId(),
              call.receivedAt().getEpochSecond(),
              request.model(),
              assignment.pool().fingerprint(),
              answer.promptTokens());
      if (request.stream()) {
        stream(call, request, answer, head, latency);
      } else {
        whole(call, request, answer, head, latency);
      }
    } finally {
      assignment.server().release();
    }
  }

  private void whole(
      Call call, ChatRequest request, Answering.Answer answer, ResponseHead head, Latency latency)
      throws IOException {
    latency.untilFirstToken();
    latency.forTokens(answer.generation().steps().size());
    serverHeaders(call);
    Reply.json(
        call.http(),
        200,
        CompletionWriter.write(head, request, answer.generation(), call.fleet().tokenJson()));
  }

  private void stream(
      Call call, ChatRequest request, Answering.Answer answer, ResponseHead head, Latency latency)
      throws IOException {
    latency.untilFirstToken();
    serverHeaders(call);
    ChunkWriter writer = new ChunkWriter(head, request, call.fleet().tokenJson());
    try (OutputStream out = Reply.eventStream(call.http())) {
      for (ChunkWriter.Event event : writer.write(answer.generation())) {
        latency.forTokens(event.steps());
        event.writeTo(out);
        if (latency.waits()) {
          out.flush();
        }
      }
    }
  }

  private void serverHeaders(Call call) {
    Duration processing = Duration.between(call.receivedAt(), time.instant());
    Reply.requestHeaders(call.http(), call.requestId(), processing);
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
