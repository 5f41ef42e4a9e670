package dev.plumbline.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a suite is told with its place and a remedy, and all of it at once. */
class SuiteErrorsTest {
  private static final String FLEET = "targets:\n" + Catalogs.target("suites: [core]");
  private static final String ONE_KIND =
      " — write exactly one of exact, number, choice, regex, schema, set, all, any, not";
  private static final String NO_SCHEMA =
      "not a JSON Schema: /type: does not have a value in the enumeration [\"array\", \"boolean\","
          + " \"integer\", \"null\", \"number\", \"object\", \"string\"]"
          + " — write a JSON Schema of draft 2020-12";
  private static final String NO_SCRIPT = "write the long name of a Unicode script: Latin, Thai";

  static Stream<Arguments> suites() {
    return Stream.of(
        wrong(
            "suite: core\nprobe: []",
            "1:1: 'probes' is missing — add it here",
            "2:1 probe: unknown key 'probe' — did you mean 'probes'?"),
        wrong("suite: core\nprobes: []", "2:1 probes: is empty — At least one canned prompt."),
        wrong(
            probes("[a]"),
            "3:5 probes[0]: is a list, must be a mapping — A mapping of the keys of a probe."),
        wrong(
            probes("{id: a}"),
            "3:6 probes[0].id: asks nothing — write exactly one of prompt and messages"),
        wrong(
            probes("{id: a, prompt: x, messages: [{role: user, content: y}]}"),
            "3:13 probes[0].prompt: stands beside messages"
                + " — write exactly one of prompt and messages"),
        wrong(
            probes("{id: a, messages: [{role: usr, contents: y}]}"),
            "3:24 probes[0].messages[0]: 'content' is missing — add it here",
            "3:25 probes[0].messages[0].role: unknown value 'usr' — did you mean 'user'?",
            "3:36 probes[0].messages[0].contents: unknown key 'contents' — did you mean 'content'?"),
        wrong(
            probes("{id: a, prompt: x}\n  - {id: a, prompt: y}"),
            "4:6 probes[1].id: 'a' is also the id of a probe in line 3 — rename one"),
        wrong(
            probes("{id: a, prompt: x, scripts: [Latn, Japanese, Cyrilic, Klingon]}"),
            "3:34 probes[0].scripts[0]: unknown script 'Latn' — write Latin",
            "3:40 probes[0].scripts[1]: unknown script 'Japanese' — write Han, Hiragana, Katakana",
            "3:50 probes[0].scripts[2]: unknown script 'Cyrilic' — did you mean 'Cyrillic'?",
            "3:59 probes[0].scripts[3]: unknown script 'Klingon' — " + NO_SCRIPT),
        wrong(
            "suite: core\ndefaults: {id: x, scripts: [Foo]}\nprobes:\n  - {id: a, prompt: x}\n"
                + "  - {id: b, prompt: x}",
            "2:12 defaults.id: unknown key 'id' — one of: family, sees, sampling, scripts, checks",
            "2:29 defaults.scripts[0]: unknown script 'Foo' — " + NO_SCRIPT),
        wrong(
            probes("{id: a, prompt: x, checks: [argmx, format, {fmt: json}, 3]}"),
            "3:33 probes[0].checks[0]: unknown value 'argmx' — did you mean 'argmax'?",
            "3:40 probes[0].checks[1]: unknown value 'format'"
                + " — foreign-script, argmax, routing, repetition, latency; compared with a"
                + " peer: paired-answer; compared with a reference: divergence, unanimity, logprob-drift, border-token, fingerprint;"
                + " or one of {format: …},"
                + " {answer: …}, {language: …}, {stop-reason: …}, {usage: …},"
                + " {latency: …}, {cost: …}, {tool-call: …}",
            "3:49 probes[0].checks[2].fmt: unknown key 'fmt'"
                + " — one of: format, answer, language, stop-reason, usage, latency, cost,"
                + " tool-call",
            "3:61 probes[0].checks[3]: is a number, must be text or a mapping"
                + " — The name of a check, or its name with what it needs to know: {format: json}."),
        wrong(
            probes("{id: a, prompt: x, checks: [{format: jsn}, argmax, argmax]}"),
            "3:34 probes[0].checks[0].format: unknown value 'jsn' — did you mean 'json'?",
            "3:56 probes[0].checks[2]: a second 'argmax' — keep one of them"),
        wrong(
            probes(
                "{id: a, prompt: x, checks: [{answer: {}}, {language: xx}, {tool-call: find},"
                    + " {stop-reason: stop}, {}]}"),
            "3:24 probes[0].checks: 'tool-call' names the tool 'find', which the probe does not offer"
                + " — add it under tools",
            "3:34 probes[0].checks[0].answer: expects nothing" + ONE_KIND,
            "3:48 probes[0].checks[1].language: unknown language 'xx'"
                + " — write its ISO 639-1 code: en, de, ja",
            "3:83 probes[0].checks[3].stop-reason: unknown value 'stop'"
                + " — How the answer must end: end (by itself), length (at max-tokens) or tool-use.",
            "3:103 probes[0].checks[4]: is empty"
                + " — One check with what it needs to know: {format: json}."),
        wrong(
            probes("{id: a, prompt: x, checks: [paired-answer, argmax, {latency: {at-most: 5s}}]}"),
            "3:24 probes[0].checks: 'paired-answer' has nothing to grade the answer by"
                + " — add one of answer, format, tool-call, stop-reason and language beside it"),
        wrong(
            probes("{id: a, prompt: x, checks: [{answer: {exact: x, regex: '('}}]}"),
            "3:34 probes[0].checks[0].answer: [exact, regex] stand beside each other" + ONE_KIND),
        wrong(
            probes("{id: a, prompt: x, checks: [{answer: {regex: '('}}]}"),
            "3:43 probes[0].checks[0].answer.regex: not a regular expression: Unclosed group"
                + " — write one as java.util.regex reads it"),
        wrong(
            probes("{id: a, prompt: x, checks: [{answer: {choice: C, of: [A, B], unit: m}}]}"),
            "3:43 probes[0].checks[0].answer.choice: 'C' is none of the options [A, B]"
                + " — add it to 'of'",
            "3:66 probes[0].checks[0].answer.unit: says nothing without 'number' — remove it"),
        wrong(
            probes("{id: a, prompt: x, checks: [{answer: {schema: {type: objekt}}}]}"),
            "3:43 probes[0].checks[0].answer.schema: " + NO_SCHEMA),
        wrong(
            probes(
                "{id: a, prompt: x, tools: [{name: 'a b', description: d, parameters: {type: 7}}],"
                    + " example: x, example-call: {name: a}}"),
            "3:33 probes[0].tools[0].name: 'a b' is not valid here"
                + " — Letters, digits, '_' and '-', at most 64.",
            "3:62 probes[0].tools[0].parameters: " + NO_SCHEMA,
            "3:99 probes[0].example-call: 'arguments' is missing — add it here",
            "3:99 probes[0].example-call: stands beside example"
                + " — a healthy answer is one of them"),
        wrong(
            probes("{id: a, prompt: x, context: {needles: [{depth: 2, text: y}]}}"),
            "3:24 probes[0].context: does not say how long it is"
                + " — write exactly one of tokens, under-window and over-window",
            "3:45 probes[0].context.needles[0].depth: 2 is above 1"
                + " — 0, the beginning, to 1, the end."),
        wrong(
            probes("{id: a, prompt: x, context: {tokens: 2000, over-window: 1000}}"),
            "3:24 probes[0].context: says twice how long it is"
                + " — write exactly one of tokens, under-window and over-window"),
        wrong(
            probes("{id: a, prompt: x, sampling: {temperature: 3, top-p: 0, stream: yes}}"),
            "3:35 probes[0].sampling.temperature: 3 is above 2 — 0 to 2; null: not sent.",
            "3:51 probes[0].sampling.top-p: 0 is not above 0 — Above 0, up to 1; null: not sent.",
            "3:61 probes[0].sampling.stream: is text, must be true or false"
                + " — Whether the answer is asked for as a stream."),
        wrong(
            probes("{id: a, prompt: x, sampling: {seed: x, top-logprobs: 21, max-tokens: }}"),
            "3:35 probes[0].sampling.seed: is text, must be a whole number or null"
                + " — Any whole number; null: not sent.",
            "3:44 probes[0].sampling.top-logprobs: 21 is above 20"
                + " — Alternatives asked for at each position, 0 to 20; null: no logprobs asked.",
            "3:62 probes[0].sampling.max-tokens: is empty, must be a whole number"
                + " — Length of the answer at most, in tokens, 1 or more."));
  }

  @ParameterizedTest
  @MethodSource("suites")
  void everyErrorNamesPlacePathAndRemedy(String suite, List<String> expected) {
    assertThat(Catalogs.errors(FLEET, suite)).isEqualTo(expected);
  }

  private static String probes(String first) {
    return "suite: core\nprobes:\n  - " + first;
  }

  private static Arguments wrong(String suite, String... errors) {
    return arguments(suite, Stream.of(errors).map(error -> "suites/core.yaml:" + error).toList());
  }
}
