"""Reads a DMN file into a model: types, inputs, knowledge, decisions, and what needs what."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from lxml import etree

from engine.decision.boxed import READERS, read_function, read_logic, typed
from engine.decision.imports import Library, imports, link, names_of, target
from engine.decision.items import component_names, read_types
from engine.decision.logic import Definition, Literal, Logic, Typed
from engine.decision.merging import merge
from engine.decision.model import Decision, DecisionModel, InputData, Part
from engine.decision.problems import DecisionProblem, DecisionRefused
from engine.decision.source import Element, Source, TypeReader
from engine.decision.subgraph import Parameter, Reference, Service, circle, order
from engine.decision.table import Table

Names = frozenset[str]


def read(content: bytes, *, source: str = "") -> DecisionModel:
    """The model that a DMN 1.1 to 1.5 file holds; `source` is its name for people.

    Raises DecisionRefused with every problem: the file is no XML, an expression is no FEEL, a hit policy, a type, an
    import or a reference does not exist, decisions need each other in a circle.
    """
    library = Library({source: content})
    model, problems = _attempt(library, library.fresh(source))
    if problems:
        raise DecisionRefused(problems)
    return model


def attempt(content: bytes, *, source: str = "") -> tuple[DecisionModel, tuple[DecisionProblem, ...]]:
    """As `read`, with a model that has its problems beside it: what is faulty in it is null and says so.

    Raises DecisionRefused only when the file is no DMN at all.
    """
    library = Library({source: content})
    return _attempt(library, library.fresh(source))


def read_together(files: Mapping[str, bytes]) -> dict[str, tuple[DecisionModel, tuple[DecisionProblem, ...]]]:
    """The models of files (name -> content) that may import each other, by file name, each with its problems.

    An import means the file at its `locationURI`, seen from the importing file's name, else the one with its
    namespace. A file that is no DMN is left out: `read` says why.
    """
    library = Library(files)
    found: dict[str, tuple[DecisionModel, tuple[DecisionProblem, ...]]] = {}
    for name in library.in_order():
        found[name] = _attempt(library, library.sources[name])
        library.models[name] = found[name][0]
    return found


def _attempt(library: Library, file: Source) -> tuple[DecisionModel, tuple[DecisionProblem, ...]]:
    content = library.files[file.name]
    _report_duplicates(file)
    parts = tuple(_parts(library, file))
    merge(file, library)
    file.imports = link(file, library)
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
    orders = _orders(file, decisions, {each.get("id") or _name(each): each for each in drawn})
    for element in file.children(file.root, "decisionService"):
        knowledge[_variable(file, element)] = _service(file, element, inputs, decisions)
    model = DecisionModel(
        digest=hashlib.sha256(content).hexdigest(), source=file.name, name=file.root.get("name", ""),
        decisions={each.id: _with_inputs(each, orders, decisions, knowledge) for each in decisions.values()},
        input_data=inputs, knowledge=knowledge, order=orders, imports=file.imports, types=file.definitions,
        namespace=file.own, elements=frozenset(each.get("id", "") for each in file.children(file.root)), parts=parts,
        merged=frozenset(each.get("id", "") for each in file.children(file.root) if not file.is_own(each)),
    )
    return model, tuple(file.problems)


def _parts(library: Library, file: Source) -> Iterator[Part]:
    for wanted in imports(file):
        name = library.target(file.name, wanted)
        if name is not None and name != file.name:
            digest = hashlib.sha256(library.files[name]).hexdigest()
            yield Part(wanted.namespace, digest, library.sources[name].root.get("name", ""))


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
    function: Logic = read_function(file, logic, owner, names)
    for place in (logic, file.child(element, "variable")):
        function = typed(function, owner, file.type_of(place))
    assert isinstance(function, Definition)
    return _variable(file, element), replace(function, name=_name(element))


def _service(file: Source, element: Element, inputs: Iterable[InputData], decisions: Mapping[str, Decision]) -> Service:
    declared = file.type_of(file.child(element, "variable"))
    data = [Parameter("", each.name, each.type) for each in inputs if each.id in _local(file, element, "inputData")]
    given = [_parameter(file, decisions, each) for each in _referred(file, element, "inputDecision")]
    outputs = [
        (_decided(file, decisions, each).variable, each) for each in _referred(file, element, "outputDecision")
    ]
    return Service(
        element.get("id") or _name(element), _name(element),
        tuple(_typed_parameter(each, declared) for each in (*data, *given)), tuple(outputs), declared.result,
    )


def _typed_parameter(parameter: Parameter, declared: TypeReader) -> Parameter:
    """The parameter, with the type that the service's own type declares for it if it does."""
    wanted = declared.parameter(parameter.name)
    return parameter if wanted.type_ref is None else replace(parameter, type=wanted)


def _parameter(file: Source, decisions: Mapping[str, Decision], wanted: Reference) -> Parameter:
    found = _decided(file, decisions, wanted)
    declared = found.logic.type if isinstance(found.logic, Typed) else file.type_of(None)
    return Parameter(wanted[0], found.variable, declared, found.id)


def _decided(file: Source, decisions: Mapping[str, Decision], wanted: Reference) -> Decision:
    return (file.imports[wanted[0]].decisions if wanted[0] else decisions)[wanted[1]]


def _local(file: Source, element: Element, name: str) -> set[str]:
    """Ids of what the element refers to in the file."""
    return {each.get("href", "").rpartition("#")[2] for each in file.children(element, name)}


def _referred(file: Source, element: Element, name: str) -> list[Reference]:
    """The decisions that the element refers to, here or in an imported model; others are reported."""
    found: list[Reference] = []
    known = {each.get("id") for each in file.children(file.root, "decision")}
    for each in file.children(element, name):
        href = each.get("href", "")
        place = target(file.imports, href)
        if place is not None and place[1] in file.imports[place[0]].decisions:
            found.append(place)
        elif place is None and href.rpartition("#")[2] in known:
            found.append(("", href.rpartition("#")[2]))
        else:
            file.report("decision.reference", element, reference=href)
    return found


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
    return typed(logic, owner, wanted)


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


def _orders(file: Source, decisions: Mapping[str, Decision], places: Mapping[str, Element]) -> dict[str, tuple[str, ...]]:
    orders: dict[str, tuple[str, ...]] = {}
    told: set[str] = set()
    for identifier in decisions:
        found = order(decisions, identifier)
        round_trip = circle(decisions, identifier) if found is None else []
        if round_trip and not told.intersection(round_trip):
            file.report("decision.cycle", places[round_trip[0]], path=" → ".join(decisions[each].name for each in round_trip))
        told |= set(round_trip)
        orders[identifier] = found or (identifier,)
    return orders


def _with_inputs(
    decision: Decision, orders: Mapping[str, tuple[str, ...]], decisions: Mapping[str, Decision], functions: Iterable[str]
) -> Decision:
    needed = [decisions[each] for each in orders[decision.id]]
    inner = {name for each in needed for name in (each.variable, each.name, each.id)}
    outer = {name for each in needed for name in each.inputs} - inner - set(functions)
    return replace(decision, inputs=tuple(sorted(outer)))
