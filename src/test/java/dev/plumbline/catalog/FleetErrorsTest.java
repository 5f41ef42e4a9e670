package dev.plumbline.catalog;

import static dev.plumbline.catalog.Catalogs.ENDPOINT;
import static dev.plumbline.catalog.Catalogs.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a fleet is told with its place and a remedy, and all of it at once. */
class FleetErrorsTest {
  private static final String SLUG =
      "Lower-case letters, digits, '.', '_' and '-', beginning with a letter or digit.";

  static Stream<Arguments> documents() {
    return Stream.of(
        wrong("", "1:1: the file is empty — write the keys its JSON Schema describes"),
        wrong(
            "# only a comment",
            "1:1: the file is empty — write the keys its JSON Schema describes"),
        wrong(
            "- a",
            "1:1: is a list, must be a mapping"
                + " — fleet.yaml: what is watched, how often, and what is asked of detection."),
        wrong(
            "target: []",
            "1:1 target: unknown key 'target' — did you mean 'targets'?",
            "1:1: 'targets' is missing — add it here"),
        wrong(
            "targets:\n\t- a",
            "2:1: not YAML: while scanning for the next token, found character '\\t(TAB)' that cannot"
                + " start any token. (Do not use \\t(TAB) for indentation)"
                + " — put the YAML syntax right on this line or just above"),
        wrong(
            "targets:\n  - {model: m",
            "2:14: not YAML: while parsing a flow mapping, expected ',' or '}', but got <stream end>"
                + " — put the YAML syntax right on this line or just above"),
        wrong(
            "targets: []\n---\ntargets: []",
            "2:1: not YAML: expected a single document in the stream, but found another document"
                + " — put the YAML syntax right on this line or just above"),
        wrong("targets:\n  - \u0007", "2:5: character U+0007 is not allowed in YAML — remove it"),
        wrong(
            "targets: &all [*all]",
            "1:1: nested too deeply, or an alias that contains itself — split or simplify the file"),
        wrong(
            "targets:\n" + target("") + "\ntargets: []",
            "3:1 targets: duplicate key 'targets' — keep one of them"),
        wrong("targets:\n" + target("") + "\n? [a]\n: b", "3:3: a key is not text — name the key"));
  }

  static Stream<Arguments> targets() {
    return Stream.of(
        wrong(
            "targets:\n  - model: m\n    platform: p\n    pool: a",
            "2:5 targets[0]: 'accelerator' is missing — add it here or under defaults",
            "2:5 targets[0]: 'endpoint' is missing — add it here or under defaults"),
        wrong(
            "targets:\n" + target("").replace("model: m", "model: Opus 4"),
            "2:6 targets[0].model: 'Opus 4' is not valid here — " + SLUG),
        wrong(
            "targets:\n" + target("").replace("model: m", "model: 4"),
            "2:6 targets[0].model: is a number, must be text — " + SLUG),
        wrong(
            "targets:\n" + target("region: "),
            "3:5 targets[0].region: is empty, must be text — " + SLUG),
        wrong(
            "targets:\n" + target("") + "\n" + target(""),
            "3:5 targets[1]: the labels m/p/gpu/a are also those of targets[0]"
                + " — give the pools different names"),
        wrong(
            "targets:\n"
                + target("name: x")
                + "\n"
                + target("name: x").replace("pool: a", "pool: b"),
            "5:5 targets[1].name: 'x' is also the name of targets[0] — rename one of them"),
        wrong(
            "targets:\n" + target("endpont: x"),
            "3:5 targets[0].endpont: unknown key 'endpont' — did you mean 'endpoint'?"),
        wrong(
            "targets:\n" + target("budget: {zzz: 1}"),
            "3:14 targets[0].budget.zzz: unknown key 'zzz' — one of: interval, concurrency, timeout,"
                + " requests-per-day, sticky-share, sticky-turns, burst-share, burst-sizes, stream-share, warm-share, requests-per-hour, tokens-per-hour,"
                + " tokens-per-day, usd-per-hour, usd-per-day"),
        wrong(
            "targets:\n" + target("budget: {burst-sizes: [2, 16]}"),
            "3:14 targets[0].budget.burst-sizes: 16 at once are more than concurrency, 4, lets"
                + " under way — raise concurrency, or leave larger bursts out of burst-sizes"),
        wrong(
            "targets:\n" + target("authentication: {header: api-key}"),
            "3:5 targets[0].authentication: header needs a credential that goes into the header"
                + " — add credential: env:NAME to the target"),
        wrong(
            "targets:\n" + target("authentication: {aws: {}}"),
            "3:22 targets[0].authentication.aws: names no region, and the endpoint's host holds none"
                + " — add region: us-east-1"),
        wrong(
            "targets:\n" + target("authentication: {aws: {region: r}}, credential: 'env:A'"),
            "3:41 targets[0].credential: is not used beside authentication: {aws: …}"
                + " — remove one of the two"),
        wrong(
            "targets:\n" + target("connection: {proxy: 'https://p:1'}"),
            "3:18 targets[0].connection.proxy: is no address of an HTTP proxy"
                + " — write http://host:port"),
        wrong(
            "targets:\n" + target("connection: {tls: {key: 'file:/k'}}"),
            "3:18 targets[0].connection.tls: has a certificate without its key, or a key alone"
                + " — write both or neither"),
        wrong(
            "targets:\n" + target("connection: {connect-timeout: 2m}"),
            "3:18 targets[0].connection.connect-timeout: is longer than the whole request may take,"
                + " PT1M — shorten it, or raise budget.timeout"),
        wrong(
            "targets:\n" + target("request: {headers: {Authorization: x}}"),
            "3:25 targets[0].request.headers.Authorization: may hold a secret, which would be shown"
                + " — use credential and authentication"),
        wrong(
            "targets:\n" + target("request: {body: {temperature: 1}}"),
            "3:22 targets[0].request.body.temperature: is written by Plumbline itself"
                + " — change the probe, the target's keys or neither"),
        wrong(
            "targets:\n" + target("wire-format: tgi-generate"),
            "2:5 targets[0]: tgi-generate takes one text, and no chat-template says how"
                + " messages become one — add request: {chat-template: chatml}, llama-3, plain, or a"
                + " mapping of its parts"),
        wrong(
            "targets:\n" + target("request: {chat-template: chatml}"),
            "3:15 targets[0].request.chat-template: is for formats that take one text; openai-chat"
                + " takes messages — remove it: the server lays messages out itself"),
        wrong(
            "discover:\n  - {kubernetes: {selector: a, target: {connection: {proxy: 'http://{label:p}:1'}}}}",
            "2:41 discover[0].kubernetes.target.connection: is filled in from the object"
                + " — write it out: who may label an object must not choose where secrets go"),
        wrong(
            "targets:\n" + target("wire-format: grpc"),
            "3:5 targets[0].wire-format: unknown value 'grpc'"
                + " — The dialect the target speaks: openai-chat (also vLLM, SGLang, TensorRT-LLM,"
                + " Azure), anthropic-messages, bedrock-invoke, bedrock-converse,"
                + " vertex-raw-predict, vertex-generate-content, sglang-generate or"
                + " tgi-generate."),
        wrong(
            "targets:\n" + target("capabilities: [logprob, seed]"),
            "3:20 targets[0].capabilities[0]: unknown value 'logprob' — did you mean 'logprobs'?"),
        wrong(
            "targets:\n" + target("suites: [cor, zzz]"),
            "3:14 targets[0].suites[0]: unknown suite 'cor' — did you mean 'core'?",
            "3:19 targets[0].suites[1]: unknown suite 'zzz' — one of: core"),
        wrong(
            "targets:\n" + target("suites: []"),
            "3:5 targets[0].suites: is empty"
                + " — Names of the suites it is asked, at least one. Default: all suites."),
        wrong(
            "targets:\n" + target("build: !secret x"),
            "3:5 targets[0].build: a YAML tag is not understood here — write the value without a tag"));
  }

  static Stream<Arguments> budgets() {
    return Stream.of(
        wrong(
            "targets:\n" + target("budget: {timeout: 0s, concurrency: 0, sticky-share: 1.5}"),
            "3:14 targets[0].budget.timeout: must be longer than 0 — write for example 1m",
            "3:27 targets[0].budget.concurrency: 0 is below 1"
                + " — Requests under way at once, 1 to 10000.",
            "3:43 targets[0].budget.sticky-share: 1.5 is above 1 — A share between 0 and 1."),
        wrong(
            "targets:\n" + target("budget: {interval: 5, sticky-turns: 2.5}"),
            "3:14 targets[0].budget.interval: is a number, must be text — A number with ms, s, m, h or"
                + " d (250ms, 5s, 1m, 1h), or ISO-8601 (PT1M30S).",
            "3:27 targets[0].budget.sticky-turns: is a number, must be a whole number"
                + " — Exchanges of one sticky session, 1 to 1000."),
        wrong(
            "targets:\n" + target("budget: {interval: 5 s, timeout: PXT}"),
            "3:14 targets[0].budget.interval: '5 s' is not valid here — A number with ms, s, m, h or"
                + " d (250ms, 5s, 1m, 1h), or ISO-8601 (PT1M30S).",
            "3:29 targets[0].budget.timeout: is not a duration"
                + " — write for example 250ms, 5s, 1m, 1h or PT1M30S"),
        wrong(
            "targets:\n" + target("budget: {interval: PT-5S, timeout: P4000D}"),
            "3:14 targets[0].budget.interval: must be longer than 0 — write for example 1m",
            "3:31 targets[0].budget.timeout: is longer than a year — write for example 1h"),
        wrong(
            "targets:\n" + target("budget: {requests-per-day: 99999999999999999999}"),
            "3:14 targets[0].budget.requests-per-day: the number is too large — write one below 1e18"));
  }

  static Stream<Arguments> identities() {
    return Stream.of(
        wrong(
            "targets:\n" + target("identity: [{expected: x}]"),
            "3:16 targets[0].identity[0]: names no header, field or body — add one of them"),
        wrong(
            "targets:\n" + target("identity: [{header: a, field: /b, expected: x}]"),
            "3:16 targets[0].identity[0]: has too many keys"
                + " — 'expected' and exactly one of header, field, body."),
        wrong(
            "targets:\n" + target("identity: [{field: b, expected: '('}]"),
            "3:17 targets[0].identity[0].field: 'b' is not valid here — JSON pointer into the response"
                + " body, beginning with '/': /system_fingerprint.",
            "3:27 targets[0].identity[0].expected: is not a regular expression: Unclosed group near"
                + " character 2 — write a Java regular expression, in single quotes"),
        wrong(
            "targets:\n" + target("identity: [{body: 'x(a)(b)', expected: x}]"),
            "3:17 targets[0].identity[0].body: has 2 groups"
                + " — put exactly one group, (…), around the value"));
  }

  static Stream<Arguments> endpoints() {
    return Stream.of(
        wrong(
            at("ftp://localhost/v1"),
            "2:56 targets[0].endpoint: is neither http nor https"
                + " — write for example https://api.example.com/v1"),
        wrong(
            at("localhost:8080/v1"),
            "2:56 targets[0].endpoint: is neither http nor https"
                + " — write for example https://api.example.com/v1"),
        wrong(
            at("http:///v1"),
            "2:56 targets[0].endpoint: names no valid host"
                + " — write for example https://api.example.com/v1"),
        wrong(
            at("http://localhost/{modle}"),
            "2:56 targets[0].endpoint: is not an address: Illegal character in path at character 18"
                + " — write for example https://api.example.com/v1"));
  }

  static Stream<Arguments> policies() {
    return Stream.of(
        wrong(
            "detection: {objectives: {paired-answer: {initial: 0.3, certified: 0.2}}}\ntargets:\n"
                + target(""),
            "1:26 detection.objectives.paired-answer: 0.2 is below one half"
                + " — equals lose half of what they answer differently: leave it out, or allow more"),
        wrong(
            "detection: {threshold: 1, pooled-share: 1}\ntargets:\n" + target(""),
            "1:13 detection.threshold: 1 is not above 1 — Page threshold of every series on the scale"
                + " of the average run length, above 1: 1.6e7. Leave it out to have it follow from"
                + " pages-per-month.",
            "1:27 detection.pooled-share: 1 is not below 1"
                + " — Share of that budget spent on pooled series, from 0 to below 1."),
        wrong(
            "detection:\n  objectives: {argmx: {}, argmax: {initial: 1e-5}}\ntargets:\n"
                + target(""),
            "2:16 detection.objectives.argmx: unknown key 'argmx' — did you mean 'argmax'?",
            "2:27 detection.objectives.argmax: 1.0E-4 is above initial, 1.0E-5"
                + " — certification can only lower the objective"));
  }

  @ParameterizedTest
  @MethodSource({"documents", "targets", "budgets", "identities", "endpoints", "policies"})
  void everyErrorNamesPlacePathAndRemedy(String fleet, List<String> expected) {
    assertThat(Catalogs.errors(fleet, Catalogs.SUITE)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "credential: sk-SECRET",
        "credential: 'env:sk-SECRET'",
        "credential: file:SECRET",
        "credential: {env: SECRET}",
        "credential: [SECRET]",
        "credential: !vault SECRET",
        "credential: \"SECRET\\q\"",
        "credential: SECRET: x",
        "credential: @SECRET",
        "credential: 'SECRET",
        "endpoint: http://user:SECRET@localhost",
        "endpoint: http://us er:SECRET@localhost",
        "endpoint: http://localhost?key=SECRET",
        "endpoint: http://localhost#SECRET",
        "endpoint: http://localhost/{SECRET}",
        "endpoint: [SECRET]",
      })
  void secretsAreRefusedAndNeverRepeated(String line) {
    String fleet = "targets:\n  - model: m\n    " + line;

    assertThat(Catalogs.errors(fleet, Catalogs.SUITE))
        .anySatisfy(error -> assertThat(error).contains(":3:"))
        .noneSatisfy(error -> assertThat(error).contains("SECRET"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"credential: sk-x", "budget: {interval: 0s}", "budget: {intervall: 1s}"})
  void whatIsWrongInDefaultsIsToldOnceAndThere(String line) {
    String fleet =
        "defaults: {"
            + line
            + "}\ntargets:\n"
            + target("")
            + "\n"
            + target("").replace("pool: a", "pool: b");

    assertThat(Catalogs.errors(fleet, Catalogs.SUITE))
        .singleElement()
        .asString()
        .startsWith("fleet.yaml:1:")
        .contains(" defaults.");
  }

  private static String at(String endpoint) {
    return "targets:\n" + target("").replace(ENDPOINT, endpoint);
  }

  private static Arguments wrong(String fleet, String... errors) {
    return arguments(fleet, Stream.of(errors).map(error -> "fleet.yaml:" + error).toList());
  }
}
