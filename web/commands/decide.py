"""`chengxu decide FILE.dmn…`: evaluate a decision, and say which rules fired."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import Any

from engine import decision, deployment, feel
from engine.decision import DecisionModel, Outcome
from engine.deployment import SourceFile
from engine.errors import EngineError
from engine.model import Fault
from engine.values import ZONE, dumps
from web.console import findings, sources
from web.console.failures import FAILED
from web.console.reading import json_object
from web.console.terminal import Terminal, WrongUse, both, offer_json

#: Problems of a file that leave the rest of it to be evaluated.
TOLERATED = frozenset({
    "decision.expression", "decision.empty_expression", "decision.language", "decision.type", "decision.logic",
    "decision.no_logic", "decision.no_priorities",
})


def configure(parser: ArgumentParser) -> None:
    """FILE.dmn… [--decision ID|NAME] --input JSON|@FILE"""
    parser.add_argument("files", nargs="+", metavar="FILE", help=both("decide.files"))
    parser.add_argument("--decision", metavar="ID|NAME", help=both("decide.decision"))
    parser.add_argument("--input", required=True, metavar="JSON|@FILE", help=both("decide.input"))
    offer_json(parser)


def run(options: Namespace, terminal: Terminal) -> int:
    """0: there is a result; 1: the file is refused, or the evaluation had errors."""
    files = sources.read(options.files)
    terminal.meter.began([file.name for file in files])
    inputs = json_object(options.input, "--input")
    models, faults = _models(files, sources.beside(files))
    if faults:
        return exhausted(options, faults, terminal)
    model, name = _chosen(models, options.decision)
    document = _evaluated(model, name, inputs, terminal)
    if options.json:
        terminal.json(document)
    else:
        _show(document, terminal)
    return FAILED if document["errors"] else 0


def exhausted(options: Namespace, faults: Sequence[Fault], terminal: Terminal) -> int:
    """1: the files cannot be used, for these reasons."""
    if options.json:
        terminal.json({"result": None, "rules": [], "errors": findings.as_json(faults)})
    else:
        findings.show(terminal, faults)
    return FAILED


def _models(files: Sequence[SourceFile], beside: Sequence[SourceFile]) -> tuple[list[DecisionModel], list[Fault]]:
    """The models of the files, which may import those beside, and what makes it impossible to evaluate anything.

    A faulty expression does not: it is null, and an error when it is evaluated; other decisions of the file have results.
    """
    read = decision.read_together({file.name: file.content for file in (*beside, *files)})
    faults = []
    for file in (*files, *beside):
        problems = read[file.name][1] if file.name in read else deployment.refusal(file.content)
        faults += [deployment.decision_fault(file.name, found) for found in problems if found.code not in TOLERATED]
    return [read[file.name][0] for file in files if file.name in read], faults


def _chosen(models: Sequence[DecisionModel], wanted: str | None) -> tuple[DecisionModel, str]:
    """The model that holds the decision, and its id. Raises WrongUse."""
    if wanted is None:
        imported = {part.digest for each in models for part in each.parts}
        models = [model for model in models if model.digest not in imported] or models
        top = [(model, one.id) for model in models for one in model.top()]
        if len(top) != 1:
            raise WrongUse("decision_unclear", decisions=", ".join(id for _, id in top) or "-")
        return top[0]
    for model in models:
        if model.knows(wanted):
            return model, wanted
    raise WrongUse("decision_unknown", decision=wanted)


def _evaluated(model: DecisionModel, name: str, inputs: dict[str, Any], terminal: Terminal) -> dict[str, Any]:
    """What came of it; what the bounds of FEEL refuse, the size of the result included, is an error of the decision."""
    try:
        return as_json(model.evaluate(name, inputs, now=terminal.now().astimezone(ZONE)))
    except EngineError as error:
        return as_json(Outcome(None, (), (decision.DecisionError(name, error.code, error.data),)))


def as_json(outcome: Outcome) -> dict[str, Any]:
    """Result, rules and errors; temporal values as ISO texts."""
    return {
        "result": feel.to_json(outcome.result),
        "rules": [
            {
                "decision": hit.decision, "rule_id": hit.rule_id, "index": hit.index,
                "inputs": feel.to_json(dict(hit.inputs)), "outputs": feel.to_json(dict(hit.outputs)),
            }
            for hit in outcome.rules
        ],
        "errors": [
            {
                "decision": error.decision, "code": error.code, "element_id": error.rule_id or error.decision,
                "message": " ".join(said(error).values()), "rule_id": error.rule_id,
                "data": {name: str(value) for name, value in error.data.items()},
            }
            for error in outcome.errors
        ],
    }


def said(error: decision.DecisionError) -> dict[str, str]:
    """What an error of the evaluation says, Chinese first; a code without a sentence stands for itself."""
    try:
        return decision.say(error.code, error.data)
    except KeyError:
        return {"zh": error.code}


def _show(document: dict[str, Any], terminal: Terminal) -> None:
    for rule in document["rules"]:
        terminal.say("cli.decide.rule", **rule)
    for error in document["errors"]:
        terminal.line(f"{error['decision']}: {error['message']}")
    terminal.say("cli.decide.result", result=dumps(document["result"]))
