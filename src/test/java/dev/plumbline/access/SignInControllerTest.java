package dev.plumbline.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever signs in goes on to a page of ours, whatever the address says. */
class SignInControllerTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/a\\b",
        "https://evil.example/",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: x=y",
        "/a b"
      })
  void nobodyIsSentElsewhere(String next) {
    assertThat(SignInController.here(next)).isEqualTo("/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/incidents/inc-1", "/plan?target=a%2Fb&q=x[]"})
  void pagesOfOursAreReached(String next) {
    assertThat(SignInController.here(next)).isEqualTo(next);
  }
}
