package dev.plumbline.score.exhibit;

import dev.plumbline.probe.Token;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tokens with their log-probabilities (nats) and the alternatives the target returned. */
final class TokensCsv {
  private TokensCsv() {}

  static String of(Marks marks) {
    int most = marks.tokens().stream().mapToInt(it -> it.token().top().size()).max().orElse(0);
    Stream<String> head =
        Stream.concat(
            Stream.of("position", "token", "bytes", "logprob", "lead", "mark"),
            IntStream.rangeClosed(1, most)
                .boxed()
                .flatMap(i -> Stream.of("alternative_" + i, "logprob_" + i)));
    return Csv.line(head)
        + marks.tokens().stream().map(marked -> line(marked, most)).collect(Collectors.joining());
  }

  private static String line(Marks.Marked marked, int most) {
    Token token = marked.token();
    Stream<String> own =
        Stream.of(
            Integer.toString(marked.position()),
            Csv.exact(token.text()),
            token.bytes() == null ? "" : token.bytes(),
            Csv.number(token.logprob()),
            Csv.number(marked.lead()),
            marked.why());
    Stream<String> others =
        IntStream.range(0, most)
            .boxed()
            .flatMap(i ->
                i < token.top().size()
                    ? Stream.of(
                        Csv.exact(token.top().get(i).text()),
                        Csv.number(token.top().get(i).logprob()))
                    : Stream.of("", ""));
    return Csv.line(Stream.concat(own, others));
  }
}
