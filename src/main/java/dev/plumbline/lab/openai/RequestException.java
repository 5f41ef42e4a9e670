package dev.plumbline.lab.openai;

/** A request that is answered with an error. */
public final class RequestException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient ApiError error;

  public RequestException(ApiError error) {
    super(error.message());
    this.error = error;
  }

  public ApiError error() {
    return error;
  }
}
