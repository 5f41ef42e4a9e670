package dev.plumbline.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** A token is read from the header that holds one, in either scheme; anything else is none. */
class SentTokenTest {
  @Test
  void withoutAHeaderNothingIsSent() {
    assertThat(SentToken.of(new MockHttpServletRequest())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer plb_x,plb_x",
    "bearer  plb_x ,plb_x",
    "Bearer,''",
    "Digest plb_x,''",
    "plb_x,''",
    "Basic !!!,''",
    "Basic,''"
  })
  void bearersAreReadAndStrangersAreEmpty(String header, String token) {
    assertThat(SentToken.of(sending(header))).hasValue(token);
  }

  @ParameterizedTest
  @CsvSource({"user:plb_x,plb_x", ":plb_x,plb_x", "user:a:b,a:b", "plb_x,plb_x"})
  void thePasswordOfBasicAuthenticationIsOne(String pair, String token) {
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    assertThat(SentToken.of(sending("Basic " + encoded))).hasValue(token);
    assertThat(SentToken.of(sending("bAsIc " + encoded))).hasValue(token);
  }

  private static MockHttpServletRequest sending(String header) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.addHeader("Authorization", header);
    return request;
  }
}
