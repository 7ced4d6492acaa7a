"""Reads a DMN file into a model: types, inputs, knowledge, decisions, and what needs what."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from lxml import etree

from engine.decision.boxed import READERS, read_function, read_logic
from engine.decision.imports import Models, in_order, link, names_of, target
from engine.decision.items import component_names, read_types
from engine.decision.logic import Definition, Literal, Logic, Typed
from engine.decision.model import Decision, DecisionModel, InputData
from engine.decision.problems import DecisionProblem, DecisionRefused
from engine.decision.source import Element, Source, TypeReader
from engine.decision.subgraph import Service
from engine.decision.table import Table

Names = frozenset[str]


def read(content: bytes, *, source: str = "", imported: Models | None = None) -> DecisionModel:
    """The model that a DMN 1.1 to 1.5 file holds; `source` is its name for people, `imported` are models by namespace.

    Raises DecisionRefused with every problem: the file is no XML, an expression is no FEEL, a hit policy, a type or
    a reference does not exist, decisions need each other in a circle.
    """
    model, problems = attempt(content, source=source, imported=imported)
    if problems:
        raise DecisionRefused(problems)
    return model


def attempt(
    content: bytes, *, source: str = "", imported: Models | None = None
) -> tuple[DecisionModel, tuple[DecisionProblem, ...]]:
    """As `read`, with a model that has its problems beside it: what is faulty in it is null and says so.

    Raises DecisionRefused only when the file is no DMN at all.
    """
    file = Source(content)
    _report_duplicates(file)
    file.imports = link(file, imported or {})
    read_types(file)
    inputs = tuple(_input_data(file, element) for element in file.children(file.root, "inputData"))
    names = _all_names(file, inputs)
    knowledge: dict[str, Definition | Service] = dict(
        _knowledge(file, element, names) for element in file.children(file.root, "businessKnowledgeModel")
    )
    drawn = file.children(file.root, "decision")
    if not drawn and not file.children(file.root, "businessKnowledgeModel", "itemDefinition", "inputData"):
        file.report("decision.none", file.root)
    decisions = {found.id: found for found in (_decision(file, element, names) for element in drawn)}
    order = _orders(file, decisions)
    for element in file.children(file.root, "decisionService"):
        knowledge[_variable(file, element)] = _service(file, element, inputs, decisions)
    model = DecisionModel(
        digest=hashlib.sha256(content).hexdigest(), source=source, name=file.root.get("name", ""),
        decisions={each.id: _with_inputs(each, order, decisions, knowledge) for each in decisions.values()},
        input_data=inputs, knowledge=knowledge, order=order, imports=file.imports, types=file.definitions,
        namespace=file.root.get("namespace", ""),
        elements=frozenset(each.get("id", "") for each in file.children(file.root)),
    )
    return model, tuple(file.problems)


def read_together(files: Mapping[str, bytes]) -> dict[str, tuple[DecisionModel, tuple[DecisionProblem, ...]]]:
    """The models of files (name -> content) that may import each other, by file name, each with its problems.

    A file that is no DMN is left out: `read` says why.
    """
    heads = {name: head for name, content in files.items() if (head := _head(content)) is not None}
    namespaces = {own: name for name, (own, _) in heads.items() if own}
    found: dict[str, tuple[DecisionModel, tuple[DecisionProblem, ...]]] = {}
    models: dict[str, DecisionModel] = {}
    for name in in_order({name: needs for name, (_, needs) in heads.items()}, namespaces):
        found[name] = attempt(files[name], source=name, imported=models)
        models[heads[name][0]] = found[name][0]
    return found


def _head(content: bytes) -> tuple[str, list[str]] | None:
    """The namespace of a file, and those that it imports."""
    try:
        file = Source(content)
    except DecisionRefused:
        return None
    needs = [element.get("namespace", "") for element in file.children(file.root, "import")]
    return file.root.get("namespace", ""), needs


def _report_duplicates(file: Source) -> None:
    seen: set[str] = set()
    for element in file.children(file.root):
        identifier = element.get("id")
        if identifier in seen:
            file.report("decision.duplicate_id", element, id=identifier)
        seen |= {identifier} if identifier else set()


# -- names ---------------------------------------------------------------------------------------------------------


def _name(element: Element) -> str:
    return element.get("name") or element.get("id") or ""


def _variable(file: Source, element: Element) -> str:
    """The name under which expressions see the element."""
    variable = file.child(element, "variable")
    return (variable.get("name") if variable is not None else None) or _name(element)


def _all_names(file: Source, inputs: Iterable[InputData]) -> Names:
    elements = file.children(file.root, "decision", "businessKnowledgeModel", "decisionService")
    spoken = {name for each in elements for name in (_variable(file, each), _name(each))}
    spoken |= {datum.name for datum in inputs} | set(names_of(file.imports))
    return frozenset(spoken | component_names(file.definitions.values()))


def _input_data(file: Source, element: Element) -> InputData:
    return InputData(element.get("id", ""), _variable(file, element), file.type_of(file.child(element, "variable")))


# -- knowledge and decisions ---------------------------------------------------------------------------------------


def _knowledge(file: Source, element: Element, names: Names) -> tuple[str, Definition]:
    owner = element.get("id") or _name(element)
    logic = file.child(element, "encapsulatedLogic")
    if logic is None:
        file.report("decision.no_logic", element)
        return _variable(file, element), Definition(owner, owner, (), Literal(owner, file.expression(element, "null", ())))
    definition = read_function(file, logic, owner, names)
    return _variable(file, element), Definition(owner, _name(element), definition.parameters, definition.body)


def _output_type(file: Source, element: Element) -> TypeReader:
    """What a service gives back: its variable has that type, or that of a function with it."""
    declared = file.type_of(file.child(element, "variable"))
    definition = declared.definition
    return TypeReader(file.types, definition.output) if definition and definition.is_function else declared


def _service(file: Source, element: Element, inputs: Iterable[InputData], decisions: Mapping[str, Decision]) -> Service:
    given = [decisions[each] for each in _referred(file, element, "inputDecision") if each in decisions]
    outputs = [decisions[each] for each in _referred(file, element, "outputDecision") if each in decisions]
    wanted = set(_referred(file, element, "inputData"))
    data = [(each.name, each.type) for each in inputs if each.id in wanted]
    declared = [(each.variable, each.logic.type if isinstance(each.logic, Typed) else file.type_of(None)) for each in given]
    steps: dict[str, None] = {}
    for output in outputs:
        steps |= dict.fromkeys(_order(decisions, output.id, frozenset(each.id for each in given)) or ())
    return Service(
        element.get("id") or _name(element), _name(element), (*data, *declared),
        tuple((decisions[each].variable, decisions[each].logic) for each in steps),
        tuple(each.variable for each in outputs), _output_type(file, element),
    )


def _referred(file: Source, element: Element, name: str) -> list[str]:
    known = {each.get("id") for each in file.children(file.root)}
    references = [each.get("href", "") for each in file.children(element, name)]
    for reference in references:
        if reference.rpartition("#")[2] not in known:
            file.report("decision.reference", element, reference=reference)
    return [reference.rpartition("#")[2] for reference in references]


def _decision(file: Source, element: Element, names: Names) -> Decision:
    identifier = element.get("id") or _name(element)
    file.used, file.bound = set(), set()
    inner = file.child(element, *READERS)
    if inner is None:
        inner = next((each for each in file.children(element) if etree.QName(each).localname.endswith("xpression")), None)
    if inner is None:
        file.report("decision.no_logic", element)
        logic: Logic = Literal(identifier, file.expression(element, "null", ()))
    else:
        logic = read_logic(file, inner, identifier, names)
    return Decision(
        identifier, _name(element), _variable(file, element),
        etree.QName(inner).localname if inner is not None else "",
        _typed(file, element, identifier, logic),
        tuple(_required(file, element)), tuple(sorted(file.used - file.bound)), file.text(element, "question"),
        tuple(_imported(file, element)),
    )


def _typed(file: Source, element: Element, owner: str, logic: Logic) -> Logic:
    wanted = file.type_of(file.child(element, "variable"))
    # Editors give the variable the type of one output, even where the hit policy makes a list of them.
    collects = isinstance(logic, Table) and logic.hit_policy in ("COLLECT", "RULE ORDER", "OUTPUT ORDER")
    several = isinstance(logic, Table) and len(logic.outputs) > 1 and wanted.definition is None
    if (collects and not wanted.is_collection) or several:
        return logic
    return Typed(owner, logic, wanted)


def _references(file: Source, element: Element) -> Iterable[Element]:
    for requirement in file.children(element, "informationRequirement", "knowledgeRequirement"):
        yield from file.children(requirement, "requiredDecision", "requiredInput", "requiredKnowledge")


def _required(file: Source, element: Element) -> Iterable[str]:
    """Ids of the required decisions of the file itself; every reference is checked."""
    known = {each.get("id"): etree.QName(each).localname for each in file.children(file.root)}
    for reference in _references(file, element):
        href = reference.get("href", "")
        if target(file.imports, href) is not None:
            continue
        if href.rpartition("#")[2] not in known:
            file.report("decision.reference", reference, reference=href)
        elif known[href.rpartition("#")[2]] == "decision":
            yield href.rpartition("#")[2]


def _imported(file: Source, element: Element) -> Iterable[tuple[str, str]]:
    """The required decisions of imported models: name of the import, id."""
    for reference in _references(file, element):
        found = target(file.imports, reference.get("href", ""))
        if found is not None and found[1] in file.imports[found[0]].decisions:
            yield found


# -- requirement graph ---------------------------------------------------------------------------------------------


def _orders(file: Source, decisions: Mapping[str, Decision]) -> dict[str, tuple[str, ...]]:
    orders: dict[str, tuple[str, ...]] = {}
    for identifier in decisions:
        order = _order(decisions, identifier)
        if order is None:
            file.report("decision.cycle", file.root, path=decisions[identifier].name)
        orders[identifier] = order or (identifier,)
    return orders


def _order(
    decisions: Mapping[str, Decision], wanted: str, given: frozenset[str] = frozenset()
) -> tuple[str, ...] | None:
    """What `wanted` needs beside what is `given`, in an order of evaluation; None when it needs itself.

    No recursion: chains may be long.
    """
    done: dict[str, None] = {}
    open_path: set[str] = set()
    stack = [wanted]
    while stack:
        current = stack[-1]
        waiting = [each for each in decisions[current].requirements if each not in given and each not in done and each in decisions]
        if current in done or not waiting:
            done[current] = None
            open_path.discard(current)
            stack.pop()
        elif open_path.intersection(waiting) or current in waiting:
            return None
        else:
            open_path.add(current)
            stack.append(waiting[0])
    return tuple(done)


def _with_inputs(
    decision: Decision, order: Mapping[str, tuple[str, ...]], decisions: Mapping[str, Decision], functions: Iterable[str]
) -> Decision:
    needed = [decisions[each] for each in order[decision.id]]
    inner = {name for each in needed for name in (each.variable, each.name, each.id)}
    outer = {name for each in needed for name in each.inputs} - inner - set(functions)
    return Decision(
        decision.id, decision.name, decision.variable, decision.kind, decision.logic, decision.requirements,
        tuple(sorted(outer)), decision.question, decision.imported,
    )
