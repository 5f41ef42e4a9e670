"""The probes a fleet is asked: the practice suites and the suites of the project's tests."""

import dataclasses
import json
import pathlib

import regex
import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
PRACTICE = ROOT / "src/main/resources/catalog/practice/suites"
TEST_SUITES = [
    ROOT / "src/test/resources/dev/plumbline/testing/short-suite.yaml",
    ROOT / "training/test-probes.yaml",
]


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2 core schema, as the catalog is read: `no` is a word and `1:30` is text."""

    yaml_implicit_resolvers = {}


for tag, pattern, first in [
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^[-+]?[0-9]{1,18}$", list("-+0123456789")),
    ("float", r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?$", list("-+.0123456789")),
]:
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", regex.compile(pattern), first)


@dataclasses.dataclass(frozen=True)
class Probe:
    """A prompt with a correct answer; both exactly as they go over the wire."""

    suite: str
    id: str
    family: str
    messages: list
    tools: list
    checks: list
    answer: str

    @property
    def name(self):
        return f"{self.suite}/{self.id}"

    @property
    def expected(self):
        """What the answer check asks for, if the probe has one."""
        return self._argument("answer")

    @property
    def language(self):
        return self._argument("language")

    def _argument(self, check):
        return next((use[check] for use in self.checks if isinstance(use, dict) and check in use), None)


def practice():
    return [probe for path in sorted(PRACTICE.glob("*.yaml")) for probe in read(path)]


def tests():
    return [probe for path in TEST_SUITES for probe in read(path)] + sums()


def sums():
    """The additions of TestFleet.java."""
    return [
        Probe(
            suite="short",
            id=f"sum-{n}",
            family="short",
            messages=[{"role": "user", "content": f"What is {n} plus {n + 8}? One sentence."}],
            tools=[],
            checks=[],
            answer=f"If you add {n} and {n + 8} the result is {n + n + 8}.",
        )
        for n in range(1, 109)
    ]


def read(path):
    suite = yaml.load(path.read_text(encoding="utf-8"), CoreLoader)
    return [_probe(suite["suite"], {**suite.get("defaults", {}), **probe}) for probe in suite["probes"]]


def _probe(suite, fields):
    messages = fields.get("messages") or [{"role": "user", "content": fields["prompt"]}]
    call = fields.get("example-call")
    return Probe(
        suite=suite,
        id=fields["id"],
        family=fields.get("family", suite),
        messages=messages,
        tools=[_description(tool) for tool in fields.get("tools", [])],
        checks=fields.get("checks", []),
        answer=fields["example"] if call is None else _call(call),
    )


def _description(tool):
    function = {key: tool.get(key, "") for key in ("name", "description")}
    function["parameters"] = tool["parameters"]
    return _json({"type": "function", "function": function})


def _call(call):
    json_text = _json({"name": call["name"], "arguments": call["arguments"]})
    return f"<tool_call>\n{json_text}\n</tool_call>"


def _json(value):
    return json.dumps(value, ensure_ascii=False)
