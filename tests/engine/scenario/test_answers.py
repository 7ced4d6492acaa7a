"""The answers as people write them: every shape of the contract, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from engine.errors import Invalid
from engine.scenario.answers import Answer, Answers, parse, take
from engine.scenario.times import Length


def test_everything_that_may_be_answered() -> None:
    parsed = parse({
        "user_tasks": {"a": {"variables": {"x": 1}, "actor": "ann", "after": "P1D", "groups": ["reviewer"]}, "b": [{}, {}]},
        "jobs": {"c": {"error": "BAD", "message": "why"}, "*": {"fail": "offline"}},
        "messages": [{"name": "m", "correlationKey": "7", "after": "PT1H", "variables": {"y": 2}}, {"name": "n"}],
        "signals": [{"name": "s"}], "conditions": [{"after": "P1D", "variables": {}}],
    })
    assert parsed.user_tasks == {
        "a": Answer(variables={"x": 1}, actor="ann", after=Length(timedelta(days=1)), groups=frozenset({"reviewer"})),
        "b": (Answer(), Answer()),
    }
    assert parsed.jobs == {"c": Answer(error="BAD", message="why"), "*": Answer(fail="offline")}
    assert [(post.name, post.correlation_key, post.variables) for post in parsed.messages] == [("m", "7", {"y": 2}), ("n", None, {})]
    assert (len(parsed.signals), len(parsed.conditions)) == (1, 1)


@pytest.mark.parametrize(("data", "path"), [
    ([], "."), ("x", "."), (None, "."),
    ({"tasks": {}}, "tasks"),
    ({"user_tasks": []}, "user_tasks"),
    ({"user_tasks": {"a": 1}}, "user_tasks.a"),
    ({"user_tasks": {"a": [{}, 1]}}, "user_tasks.a.1"),
    ({"user_tasks": {"a": {"variable": {}}}}, "user_tasks.a.variable"),
    ({"user_tasks": {"a": {"variables": []}}}, "user_tasks.a.variables"),
    ({"user_tasks": {"a": {"actor": 7}}}, "user_tasks.a.actor"),
    ({"user_tasks": {"a": {"after": "soon"}}}, "user_tasks.a.after"),
    ({"user_tasks": {"a": {"after": 5}}}, "user_tasks.a.after"),
    ({"user_tasks": {"a": {"error": "BAD"}}}, "user_tasks.a.error"),
    ({"user_tasks": {"a": {"groups": "reviewer"}}}, "user_tasks.a.groups"),
    ({"jobs": {"a": {"error": "BAD", "fail": "x"}}}, "jobs.a"),
    ({"messages": {}}, "messages"),
    ({"messages": [{}]}, "messages.0.name"),
    ({"messages": [{"name": "m", "correlationKey": True}]}, "messages.0.correlationKey"),
    ({"messages": [{"name": "m", "key": "1"}]}, "messages.0.key"),
    ({"conditions": [{"name": "x"}]}, "conditions.0.name"),
])
def test_any_other_shape_is_told_with_its_place(data: Any, path: str) -> None:
    with pytest.raises(Invalid) as raised:
        parse(data)
    assert (raised.value.code, raised.value.data["path"]) == ("answers.invalid", path)


def test_a_number_is_a_key_as_text() -> None:
    assert parse({"messages": [{"name": "m", "correlationKey": 7}]}).messages[0].correlation_key == "7"


ONE, TWO, REST = Answer(variables={"n": 1}), Answer(variables={"n": 2}), Answer(variables={"n": 0})


@pytest.mark.parametrize(("element", "nth", "expected"), [
    ("a", 0, ONE), ("a", 1, TWO), ("a", 2, None), ("b", 0, ONE), ("b", 9, ONE), ("c", 3, REST),
])
def test_which_answer_an_instance_takes(element: str, nth: int, expected: Answer | None) -> None:
    assert take({"a": (ONE, TWO), "b": ONE, "*": REST}, element, nth) == expected


def test_without_a_star_the_others_wait() -> None:
    assert take({"a": ONE}, "b", 0) is None


def test_only_known_names_may_be_answered() -> None:
    known: dict[str, Any] = {"elements": {"a"}, "messages": {"m"}, "signals": set()}
    parse({"user_tasks": {"a": {}, "*": {}}, "messages": [{"name": "m"}]}).require_known(**known)
    unknown: list[dict[str, Any]] = [
        {"user_tasks": {"b": {}}}, {"jobs": {"b": {}}}, {"messages": [{"name": "n"}]}, {"signals": [{"name": "s"}]},
    ]
    for data in unknown:
        with pytest.raises(Invalid, match="unknown"):
            parse(data).require_known(**known)
    assert Answers() == parse({})
