package dev.plumbline.lab.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A wire format as a server speaks it. Balancers, faults and limits are the same behind all. */
public interface Dialect {

  /** Below a target's endpoint: {@code /chat/completions}. */
  String path();

  /**
   * Reads one request.
   *
   * @param headerGiven whether a request header, named in lower case, was sent
   * @throws RequestException naming what is wrong with it
   */
  ChatRequest read(byte[] body, Predicate<String> headerGiven) throws RequestException;

  /** The id of an answer from 32 hexadecimal digits. */
  String answerId(String hex);

  /** Statuses of the errors its servers answer with now and then. */
  List<Integer> oddErrors();

  /** Headers of every response. */
  Map<String, String> requestHeaders(String requestId, Duration processing);

  /** Headers that tell of the rate limit. */
  Map<String, String> limitHeaders(Allowance allowance, Instant now);

  /** Headers of answers alone. */
  Map<String, String> answerHeaders(AnswerHead head);

  /**
   * An error in the words of the format.
   *
   * @param requestId null where the request reached nobody
   */
  ErrorReply error(Problem problem, @Nullable String requestId);

  /** A whole answer as one JSON object. */
  byte[] whole(AnswerHead head, ChatRequest request, Completion completion);

  /** The same answer in events, the last one included. */
  List<StreamEvent> stream(AnswerHead head, ChatRequest request, Completion completion);
}
