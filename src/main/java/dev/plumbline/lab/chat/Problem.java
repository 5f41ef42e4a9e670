package dev.plumbline.lab.chat;

/** What is wrong with a request, or with the server; each wire format has its own words for it. */
public sealed interface Problem {

  /** The body is no JSON object. */
  record Unreadable(String why) implements Problem {}

  /** A field must be there and is not. */
  record Missing(String field) implements Problem {}

  /** A field may not be as it is. */
  record Invalid(String field, String problem) implements Problem {}

  /** A field that newer models no longer accept, other than with the value that changes nothing. */
  record NoLongerAccepted(String field) implements Problem {}

  record TooLarge(int mostBytes) implements Problem {}

  record UnknownUrl(String method, String path) implements Problem {}

  record WrongMethod(String method, String path) implements Problem {}

  record UnknownModel(String model) implements Problem {}

  /**
   * Prompt and completion together are too long.
   *
   * @param completion tokens asked for; 0 where left open
   */
  record ContextExceeded(int window, int prompt, int completion) implements Problem {}

  record RateLimited(String model, int requestsPerMinute) implements Problem {}

  /** What goes wrong now and then on any serving stack. */
  record ServerFailure(int status) implements Problem {}
}
