"""The hostile set: every file, how it is made, and what must be said of it."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from functools import partial

from tests.engine.scenario.drawing import bpmn, end, flow, node, process, start
from tests.hostile import decisions, diagrams, forms
from tests.hostile.decisions import says

#: name of the file -> (how it is made, the rule of its errors; None: it is accepted)
Cases = Mapping[str, tuple[Callable[[], bytes], str | None]]


def given(content: bytes) -> Callable[[], bytes]:
    """What needs no making."""
    return lambda: content


DIAGRAMS: Cases = {
    # --- no BPMN at all
    "empty.bpmn": (given(b""), "xml"),
    "nulls.bpmn": (given(b"\0" * 10_000), "xml"),
    "zip.bpmn": (given(b"PK\x03\x04" + bytes(range(256))), "xml"),
    "bomb.bpmn": (lambda: gzip.compress(bytes(50_000_000)), "xml"),
    "page.bpmn": (given(b"<html><body><script>alert(1)</script></body></html>"), "schema"),
    "torn.bpmn": (lambda: diagrams.small()[:300], "xml"),
    "two_roots.bpmn": (lambda: diagrams.small() + diagrams.small(), "xml"),
    "unknown.xyz": (given(b"\x7fELF\x02\x01\x01"), "unknown_kind"),
    # --- what XML offers to attackers
    "laughs.bpmn": (diagrams.laughs, "xml"),
    "blow_up.bpmn": (diagrams.blowup, "xml"),
    "entity_file.bpmn": (partial(diagrams.doctype, '[<!ENTITY x SYSTEM "file:///etc/passwd">]', "&x;"), "xml"),
    "entity_net.bpmn": (partial(diagrams.doctype, '[<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]', "&x;"), "xml"),
    "parameter_entity.bpmn": (partial(diagrams.doctype, '[<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]'), "xml"),
    "dtd_net.bpmn": (partial(diagrams.doctype, 'SYSTEM "http://127.0.0.1:9/x.dtd"'), "xml"),
    "xinclude.bpmn": (partial(
        diagrams.small, '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    ), "schema"),
    "schema_hint.bpmn": (lambda: diagrams.small().replace(
        b"<bpmn:definitions", b'<bpmn:definitions xsi:schemaLocation="urn:x file:///etc/passwd"', 1
    ), None),
    "stylesheet.bpmn": (lambda: diagrams.small().replace(
        b"?>", b'?><?xml-stylesheet href="file:///etc/passwd"?>', 1
    ), None),
    # --- encodings
    "utf16.bpmn": (partial(diagrams.encoded, "utf-16"), None),
    "gbk.bpmn": (partial(diagrams.encoded, "gbk"), None),
    "gb18030.bpmn": (partial(diagrams.encoded, "gb18030"), None),
    "marked.bpmn": (partial(diagrams.encoded, "utf-8", mark=b"\xef\xbb\xbf"), None),
    "gbk_as_utf8.bpmn": (partial(diagrams.encoded, "gbk", declared="UTF-8"), "xml"),
    "utf8_as_utf16.bpmn": (partial(diagrams.encoded, "utf-8", declared="UTF-16"), "xml"),
    "no_encoding.bpmn": (partial(diagrams.encoded, "utf-8", declared="klingon"), "xml"),
    "null_inside.bpmn": (partial(diagrams.small, name="a\0b"), "xml"),
    # --- size and depth
    "too_large.bpmn": (partial(diagrams.small, name="a" * 6_000_000), "xml"),
    "long_name.bpmn": (partial(diagrams.small, name="a" * 4_900_000), "bounds"),
    "long_id.bpmn": (lambda: diagrams.small().replace(b'"a"', b'"' + b"a" * 9_000 + b'"'), "bounds"),
    "attributes.bpmn": (partial(diagrams.attributes, 9_000), "schema"),
    "namespaces.bpmn": (partial(diagrams.namespaces, 9_000), None),
    "comments.bpmn": (partial(diagrams.small, "<!--x-->" * 50_000), None),
    "deep_xml.bpmn": (partial(diagrams.deep_xml, 10_000), "xml"),
    "deep_scopes.bpmn": (partial(diagrams.deep_scopes, 200), "bounds"),
    "nodes.bpmn": (partial(diagrams.tasks, 3_000), "bounds"),
    "flows.bpmn": (lambda: bpmn(process("p", start(), node("exclusiveGateway", "g"), end(), flow("start", "g"), *(
        flow("g", "end").replace('g-end"', f'f{n}"', 1) for n in range(10_000)
    ))), "bounds"),
    "elements.bpmn": (partial(diagrams.crowd, "dataObject", 70_000), "bounds"),
    "twins.bpmn": (partial(diagrams.twins, 300), "duplicate_id"),
    # --- what the rules must not lose themselves in
    "fan.bpmn": (partial(diagrams.fan, "parallelGateway", 300), None),
    "diamonds.bpmn": (partial(diagrams.diamonds, 40, "inclusiveGateway"), None),
    "mesh.bpmn": (partial(diagrams.mesh, 9), None),
    "self_flow.bpmn": (given(bpmn(process("p", start(), flow("start", "start")))), "flow_direction"),
    # --- expressions, timers, code
    "long_text.bpmn": (partial(diagrams.small, condition="1" + " + 1" * 250_000 + " = 1"), "expression"),
    "brackets.bpmn": (partial(diagrams.small, condition="(" * 10_000 + "1" + ")" * 10_000 + " = 1"), "expression"),
    "full_width.bpmn": (partial(diagrams.small, condition="x = \uff11"), "expression"),
    "right_to_left.bpmn": (partial(diagrams.small, condition="x\u202e = 1"), "expression"),
    "zero_width.bpmn": (partial(diagrams.small, condition="x\u200b = 1"), "expression"),
    "script.bpmn": (diagrams.script, None),
    "ages.bpmn": (partial(diagrams.waiting, duration="P9999999999Y"), "timer"),
    "digits.bpmn": (partial(diagrams.waiting, duration="PT" + "9" * 90_000 + "S"), "timer"),
    "no_time.bpmn": (partial(diagrams.waiting, cycle="R/PT0S"), "timer"),
    "retries.bpmn": (partial(diagrams.job, "x", "9" * 5_000), "literal_value"),
}
DECISIONS: Cases = {
    "empty.dmn": (given(b""), "decision_xml"),
    "other.dmn": (given(b"<a/>"), "decision_namespace"),
    "doctype.dmn": (lambda: says("1").replace(b"<definitions", b"<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><definitions", 1), "decision_xml"),
    "rows.dmn": (partial(decisions.steps, 1_000), None),
    "blanket.dmn": (partial(decisions.blanket, 300), "decision_table_overlap"),
    "slices.dmn": (partial(decisions.slices, 100, 8), "decision_table_overlap"),
    "ring.dmn": (partial(decisions.ring, 3), "decision_cycle"),
    "own_import.dmn": (partial(decisions.importing, "urn:a", "urn:a"), "decision_import"),
    "no_import.dmn": (partial(decisions.importing, "urn:b", "urn:c"), "decision_import"),
    "java.dmn": (decisions.outside_function, "decision_language"),
    "million.dmn": (partial(says, "1" + "+1" * 500_000), "decision_expression"),
    "brackets.dmn": (partial(says, "(" * 10_000 + "1" + ")" * 10_000), "decision_expression"),
    "digits.dmn": (partial(says, "9" * 90_000), "decision_expression"),
}
FORMS: Cases = {
    "plain.json": (forms.form, None),
    "empty.json": (given(b""), "form_json"),
    "utf16.json": (lambda: forms.form().decode().encode("utf-16"), "form_json"),
    "list.json": (given(b"[]"), "form_json"),
    "deep.json": (given(b"[" * 100_000), "form_json"),
    "large.json": (lambda: b"[" + b"1," * 3_000_000 + b"1]", "form_json"),
    "twice.json": (given(b'{"$id":"f","$id":"g"}'), "form_json"),
    "nan.json": (given(b'{"$id":"f","x":NaN}'), "form_json"),
    "digits.json": (given(b'{"$id":"f","x":' + b"9" * 100_000 + b"}"), "form_json"),
    "exponent.json": (given(b'{"$id":"f","x":1e999999999}'), "form_json"),
    "half.json": (given(b'{"$id":"f","x":"\\ud800"}'), "form_json"),
    "reference_file.json": (partial(forms.form, {"a": {"$ref": "file:///etc/passwd"}}), "form_schema"),
    "reference_net.json": (partial(forms.form, {"a": {"$ref": "http://127.0.0.1:9/x"}}), "form_schema"),
    "reference_self.json": (partial(forms.form, {"a": {"$ref": "#"}}), "form_schema"),
    "nested.json": (partial(forms.nested, 100), "bounds"),
    "backtracking.json": (partial(forms.pattern, "(a+)+$"), None),
    "back_reference.json": (partial(forms.pattern, r"(a)\1"), "form_property"),
    "groups.json": (partial(forms.pattern, "(" * 5_000 + ")" * 5_000), "form_property"),
    "names.json": (partial(forms.form, required=[1, [2], {"a": 1}, None]), "form_shape"),
    "pages.json": (partial(forms.form, ui={"pages": [{"title": forms.TITLE, "fields": [[1], {}]}]}), "form_shape"),
    "zero.json": (partial(forms.form, {"a": {"type": "number", "multipleOf": 0}}), "form_schema"),
    "code.json": (partial(forms.asking, "=" + "(" * 10_000), "form_expression"),
}
#: file -> (how it is made, outcome of playing it with every task answered, code of its incident or rule that rejects it)
PLAYED: Mapping[str, tuple[Callable[[], bytes], str, str | None]] = {
    "forever.bpmn": (diagrams.forever, "incident", "step_budget"),
    "calls_itself.bpmn": (given(bpmn(diagrams.calling("p", "p"))), "incident", "step_budget"),
    "call_ring.bpmn": (given(bpmn(diagrams.calling("p", "q"), diagrams.calling("q", "p"))), "incident", "step_budget"),
    "ping_pong.bpmn": (diagrams.ping_pong, "completed", None),
    "crowd.bpmn": (partial(diagrams.instances, "1000000000"), "incident", "step_budget"),
    "power.bpmn": (partial(diagrams.instances, "2**99999999"), "incident", "collection.invalid"),
    "pairs.bpmn": (partial(diagrams.small, condition="count(for a in 1..100000, b in 1..100000 return a) = 1"), "incident", "expression.failed"),
    "recursion.bpmn": (partial(diagrams.small, condition="{f: function(n) f(n+1), r: f(1)}.r = 1"), "incident", "expression.failed"),
    "last_day.bpmn": (partial(diagrams.dated, "9999-12-31T23:59:59Z"), "incident", "timer.invalid"),
    "first_day.bpmn": (partial(diagrams.dated, "0001-01-01T00:00:00+14:00"), "incident", "timer.invalid"),
    "laughs.bpmn": (diagrams.laughs, "rejected", "diagram.refused"),
    "script.bpmn": (diagrams.script, "rejected", "diagram.refused"),
}
#: FEEL text -> the code of its error, or None when it has a result after all
EVALUATED: Mapping[str, str | None] = {
    "2 ** 99999999": "feel.arithmetic",
    "9**9**9**9": None,
    "exp(99999999)": "feel.function",
    "for a in 1..1000000000 return a": "feel.limit",
    "for a in 1..100000, b in 1..100000 return a": "feel.limit",
    "for a in 1..100000 return count(partial)": "feel.limit",
    "(for a in 1..100 return if a = 1 then \"a\" else partial[-1] + partial[-1])[-1]": "feel.limit",
    "(for a in 1..100 return if a = 1 then [1] else [partial[-1], partial[-1]])[-1]": "feel.limit",
    "string join(for a in 1..100000 return \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\")": "feel.limit",
    "replace(\"" + "a" * 40_000 + "\", \"a\", \"" + "b" * 40_000 + "\")": "feel.limit",
    "matches(\"" + "a" * 50_000 + "!\", \"(a+)+$\")": None,
    "matches(\"a\", \"" + "(" * 5_000 + "a" + ")" * 5_000 + "\")": "feel.function",
    "sort(for i in 1..100000 return i, function(a, b) a > b)": "feel.limit",
    "count(distinct values(for i in 1..100000 return i))": "feel.limit",
    "(function(f) f(f))(function(f) f(f))": "feel.limit",
    "{f: function(x) g(x), g: function(x) f(x), r: f(1)}.r": "feel.limit",
    "duration(\"P99999999999Y\")": "feel.function",
    "date(\"9999-12-31\") + duration(\"P1D\")": None,
    "date and time(\"2020-01-01T00:00:00@../../etc/passwd\")": "feel.function",
    "__import__(\"os\").system(\"id\")": "feel.no_variable",
    "{}.__class__": "feel.no_entry",
    "\u0440\u0430 + 1": "feel.no_variable",
}
#: JSON of variables, answers or inputs that is refused as wrong use: option -> texts
REFUSED: Mapping[str, tuple[bytes, ...]] = {
    "--variables": (
        b"[" * 100_000, b"[]", b'{"a":NaN}', b'{"a":1e999999999}', b'{"a":' + b"9" * 100_000 + b"}", b'{"a":1,"a":2}',
        b'{"a":"\\ud800"}', "{}".encode("utf-16"), b"\xff", b"", b"[" + b"1," * 3_000_000 + b"1]",
    ),
    "--answers": (
        b"[]", b'{"x":{}}', b'{"user_tasks":{"a":5}}', b'{"messages":[{"name":5}]}', b'{"user_tasks":{"nobody":{}}}',
        b'{"user_tasks":{"a":{"after":"P9999999999Y"}}}', b'{"user_tasks":{"a":{"after":"-P1D"}}}',
        b'{"user_tasks":{"a":[' + b"{}," * 20_000 + b"{}]}}",
    ),
}
#: TOML of scenarios that is refused, beside what is no TOML
SCENARIOS = (
    "", "[[[", "process = 5", 'process = "p"\nat = 5', 'process = "p"\nat = "9999-12-31T23:59:59"', 'process = "p"\nx = 1',
    'process = "p"\nuntil = "P9999999999Y"', 'process = "p"\nvariables = {a = nan}', 'process = "p"\nclauses = [1]',
    'process = "p"\nvariables = {a = 1e999999999}', 'process = "p"\nvariables = {a = ' + "9" * 5_000 + "}",
    'process = "p"\na = ' + "[" * 5_000 + "]" * 5_000, 'process = "p"\n[user_tasks]\na = 5', 'process = "p"\n[expect]\npath = [5]',
    'process = "p"\nregisters = [1]', 'process = "p"\n\0',
)
