"""What the outside world says while a process is played: people, handlers and messages, each with its time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.errors import Invalid
from engine.scenario.times import Length, length

#: Stands for every element that is not named.
ANY = "*"
#: Answers of one element, messages of one play.
MOST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What becomes of a user task or a job, `after` it was created."""

    variables: Mapping[str, Any] = field(default_factory=dict)
    after: Length | None = None
    #: Who completes the task.
    actor: str | None = None
    #: The groups that the actor acts with; None: whatever the task asks for.
    groups: frozenset[str] | None = None
    #: Jobs: throw this error …
    error: str | None = None
    message: str = ""
    #: … or fail, with this reason.
    fail: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A message from outside, `after` the start of play."""

    name: str
    correlation_key: str | None = None
    after: Length | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)


#: One answer for every visit, or one for each instance in the order of their creation.
Given = Answer | tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Everything that is answered while a process is played."""

    user_tasks: Mapping[str, Given] = field(default_factory=dict)
    jobs: Mapping[str, Given] = field(default_factory=dict)
    messages: tuple[Post, ...] = ()
    signals: tuple[Post, ...] = ()
    conditions: tuple[Post, ...] = ()

    def require_known(self, elements: Collection[str], messages: Collection[str], signals: Collection[str]) -> None:
        """Raises Invalid (`answers.invalid`) when an element, a message or a signal is named that the files do not have."""
        known = ({ANY, *elements}, set(messages), set(signals))
        named = (
            ("user_tasks", self.user_tasks, known[0]), ("jobs", self.jobs, known[0]),
            ("messages", [post.name for post in self.messages], known[1]),
            ("signals", [post.name for post in self.signals], known[2]),
        )
        for section, names, there in named:
            for name in names:
                if name not in there:
                    raise _invalid(f"{section}.{name}", "unknown")


def take(given: Mapping[str, Given], element_id: str, nth: int) -> Answer | None:
    """The answer for the `nth` instance (from 0) of an element; None: it waits. An element that is named is never `*`."""
    found = given.get(element_id, given.get(ANY))
    if isinstance(found, tuple):
        return found[nth] if nth < len(found) else None
    return found


def parse(data: Any) -> Answers:
    """The answers in JSON data. Raises Invalid (`answers.invalid`, with `path` and `reason`) for any other shape."""
    sections = _object(data, "", _SECTIONS)
    parsed = {name: _SECTIONS[name](value, name) for name, value in sections.items()}
    return Answers(**parsed)


def _invalid(path: str, reason: str, **more: Any) -> Invalid:
    return Invalid("answers.invalid", path=path or ".", reason=reason, **more)


def _object(value: Any, path: str, names: Collection[str] | None = None) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise _invalid(path, "no object")
    for name in value if names is not None else ():
        if name not in (names or ()):
            raise _invalid(f"{path}.{name}".lstrip("."), "unknown")
    return value


def _list(value: Any, path: str) -> Sequence[Any]:
    if not isinstance(value, list):
        raise _invalid(path, "no list")
    if len(value) > MOST:
        raise _invalid(path, "too many")
    return value


def _text(value: Any, path: str) -> str:
    if not isinstance(value, str):
        raise _invalid(path, "no text")
    return value


def _key(value: Any, path: str) -> str | None:
    """A correlation key: text, or a whole number as text."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return None if value is None else _text(value, path)


def _after(value: Any, path: str) -> Length:
    try:
        return length(_text(value, path))
    except ValueError:
        raise _invalid(path, "no duration") from None


def _groups(value: Any, path: str) -> frozenset[str]:
    return frozenset(_text(group, path) for group in _list(value, path))


Parser = Callable[[Any, str], Any]
_TASK: Mapping[str, Parser] = {"variables": _object, "actor": _text, "after": _after, "groups": _groups}
_JOB: Mapping[str, Parser] = {
    "variables": _object, "actor": _text, "after": _after, "error": _text, "message": _text, "fail": _text,
}
_MESSAGE: Mapping[str, Parser] = {"name": _text, "correlationKey": _key, "after": _after, "variables": _object}
_SIGNAL: Mapping[str, Parser] = {"name": _text, "after": _after, "variables": _object}
_CONDITION: Mapping[str, Parser] = {"after": _after, "variables": _object}


def _answers(fields: Mapping[str, Parser]) -> Parser:
    def parse_answer(value: Any, path: str) -> Answer:
        given = _object(value, path, fields)
        if "error" in given and "fail" in given:
            raise _invalid(path, "error and fail")
        return Answer(**{name: fields[name](part, f"{path}.{name}") for name, part in given.items()})

    def parse_section(value: Any, path: str) -> dict[str, Given]:
        found: dict[str, Given] = {}
        for element, given in _object(value, path).items():
            place = f"{path}.{element}"
            if isinstance(given, list):
                found[element] = tuple(parse_answer(one, f"{place}.{n}") for n, one in enumerate(_list(given, place)))
            else:
                found[element] = parse_answer(given, place)
        return found

    return parse_section


def _posts(fields: Mapping[str, Parser]) -> Parser:
    def parse_post(value: Any, path: str) -> Post:
        given = _object(value, path, fields)
        if "name" in fields and "name" not in given:
            raise _invalid(f"{path}.name", "missing")
        parsed = {name: fields[name](part, f"{path}.{name}") for name, part in given.items()}
        key = {"correlation_key": parsed.pop("correlationKey")} if "correlationKey" in parsed else {}
        return Post(**{"name": "", **parsed, **key})

    return lambda value, path: tuple(parse_post(one, f"{path}.{n}") for n, one in enumerate(_list(value, path)))


_SECTIONS: Mapping[str, Parser] = {
    "user_tasks": _answers(_TASK), "jobs": _answers(_JOB), "messages": _posts(_MESSAGE), "signals": _posts(_SIGNAL),
    "conditions": _posts(_CONDITION),
}
