package dev.plumbline.lab.chat;

/** A request that is answered with an error. */
public final class RequestException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Problem problem;

  public RequestException(Problem problem) {
    super(problem.toString());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
