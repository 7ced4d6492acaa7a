"""Which clauses of the regulation the elements of diagrams, decision tables and forms name: read, not judged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from engine import decision, diagram
from engine.decision.logic import Typed
from engine.decision.table import Table
from engine.deployment.files import SourceFile
from engine.diagram.rules.bindings.unknown_clause import SEPARATORS
from engine.errors import Refused
from engine.model import Node, Process
from engine.values import loads

Kind = Literal["process", "node", "flow", "gate", "rule", "field", "form_rule", "attachment", "handler", "scenario"]
#: How the columns of a decision table are called that name the clause of a row: an output, an annotation.
OUTPUT, ANNOTATIONS = "clause", ("条款", "clause")
_LITERALS = re.compile(r'"([^"\\]+)"')
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """One element and the clauses that it names. `owner` is its process, decision or form; a gate stands at a node, `at`.

    `inherited`: clauses of what it belongs to, when it names none itself (a flow those of the node that
    it leaves, a column those of its table, a gate those of its node).
    """

    file: str
    kind: Kind
    owner: str
    id: str
    name: str
    clauses: tuple[str, ...] = ()
    inherited: tuple[str, ...] = ()
    at: str = ""
    #: The job type that a node asks for.
    job: str = ""
    #: Whether it can happen at all: a check that no diagram asks for carries nothing out.
    bound: bool = True

    @property
    def effective(self) -> tuple[str, ...]:
        """Its own clauses, else those that it inherits."""
        return self.clauses or self.inherited


def cited(files: Sequence[SourceFile]) -> list[Cited]:
    """Every element of the files that may name a clause, in their order. Raises Refused for a file that cannot be read."""
    tables = {file.digest: file.content for file in files if file.kind == "dmn"}
    models = decision.read_together(tables) if tables else {}
    found: list[Cited] = []
    for file in files:
        if file.kind == "bpmn":
            for process in diagram.read(file.content, file.name).processes.values():
                found += _process(file.name, process)
        elif file.kind == "dmn":
            model, problems = models[file.digest]
            if problems:
                raise decision.DecisionRefused(problems)
            found += [one for each in model.decisions.values() for one in _rules(file.name, each.id, each.logic)]
        elif file.kind == "form":
            found += _form(file)
    return found


def split(text: Any) -> tuple[str, ...]:
    """The clauses in a text: `26、27` names two."""
    return tuple(part for part in SEPARATORS.split(str(text or "")) if part)


# --- diagrams ---------------------------------------------------------------------------------------------------------


def _process(file: str, process: Process) -> Iterator[Cited]:
    yield Cited(
        file=file, kind="process", owner=process.id, id=process.id, name=process.name,
        clauses=split(process.properties.get("clause")),
    )
    own = {node.id: split(node.properties.get("clause")) for node in process.nodes.values()}
    for node in process.nodes.values():
        yield Cited(
            file=file, kind="node", owner=process.id, id=node.id, name=node.name, clauses=own[node.id],
            job=node.job_type or "",
        )
        yield from _gates(file, process, node, own[node.id])
    for flow in process.flows.values():
        yield Cited(
            file=file, kind="flow", owner=process.id, id=flow.id, name=flow.name or process.nodes[flow.target].name,
            clauses=split(flow.properties.get("clause")), inherited=own[flow.source],
        )


def _gates(file: str, process: Process, node: Node, clauses: tuple[str, ...]) -> Iterator[Cited]:
    text = node.properties.get("gate", "")
    # An expression decides at run time between the gates that it names.
    for gate in (_LITERALS.findall(text) or [text]) if text.startswith("=") else split(text):
        yield Cited(file=file, kind="gate", owner=process.id, id=gate, name=node.name, inherited=clauses, at=node.id)


# --- decision tables --------------------------------------------------------------------------------------------------


def _rules(file: str, owner: str, logic: object) -> Iterator[Cited]:
    """The rows of a table: by an output column `clause` that holds a literal, else by an annotation."""
    while isinstance(logic, Typed):
        logic = logic.logic
    if not isinstance(logic, Table):
        return
    column = next((place for place, output in enumerate(logic.outputs) if output.name == OUTPUT), None)
    for number, rule in enumerate(logic.rules, start=1):
        literal = _LITERAL.fullmatch(rule.outputs[column].expression.text.strip()) if column is not None else None
        noted = next((rule.annotations[name] for name in ANNOTATIONS if rule.annotations.get(name)), "")
        yield Cited(
            file=file, kind="rule", owner=owner, id=rule.id, name=str(number),
            clauses=split(literal[1] if literal else noted),
        )


# --- forms ------------------------------------------------------------------------------------------------------------


def _form(file: SourceFile) -> Iterator[Cited]:
    """Questions, rules and materials; what only shows something names nothing."""
    try:
        form: Mapping[str, Any] = loads(file.content.decode("utf-8-sig"))
        hints, owner = form["ui"], str(form["$id"])
        for name, hint in hints.get("fields", {}).items():
            if hint.get("widget") not in ("heading", "readonly"):
                table = hints["fields"].get(name.partition(".")[0], {})
                yield _of_form(file, owner, "field", name, hint, split(table.get("clause")))
        for place, rule in enumerate(hints.get("rules", ())):
            yield _of_form(file, owner, "form_rule", f"rules.{place}", {"label": rule.get("message"), **rule})
        for part in hints.get("attachments", ()):
            yield _of_form(file, owner, "attachment", str(part["kind"]), part)
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise Refused("form.unreadable", name=file.name, problem=str(problem)) from problem


def _of_form(
    file: SourceFile, owner: str, kind: Kind, id: str, hint: Mapping[str, Any], *inherited: tuple[str, ...]
) -> Cited:
    label = hint.get("label") or {}
    return Cited(
        file=file.name, kind=kind, owner=owner, id=id, name=str(label.get("zh") or id), clauses=split(hint.get("clause")),
        inherited=inherited[0] if inherited else (),
    )
