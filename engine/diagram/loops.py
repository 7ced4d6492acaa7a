"""Loop characteristics: zeebe's collections and the standard's cardinality, data references and standard loops."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.diagram.data import variable
from engine.diagram.document import Element, child, children, flag, kind, reference, text
from engine.diagram.events import KINDS, definition_of, definitions
from engine.diagram.zeebe import extension
from engine.model import Loop, LoopEvent

#: More rounds than this many digits can say are as good as endless.
DIGITS = 18


def loop(activity: Element, elements: Mapping[str, Element]) -> Loop | None:
    """How often an activity runs, or None for once. `elements` are the file's elements by id."""
    several = child(activity, "multiInstanceLoopCharacteristics")
    if several is not None:
        return _multi_instance(several, elements)
    again = child(activity, "standardLoopCharacteristics")
    if again is None:
        return None
    maximum = again.get("loopMaximum")
    return Loop(
        kind="standard",
        condition=text(child(again, "loopCondition")),
        test_before=flag(again, "testBefore", default=False),
        maximum=None if maximum is None else int(maximum[:DIGITS]),
    )


def _multi_instance(several: Element, elements: Mapping[str, Element]) -> Loop:
    zeebe = extension(several, "loopCharacteristics")
    collection = _data(several, "loopDataInputRef", elements)
    result = _data(several, "loopDataOutputRef", elements)
    drawn = _item(several, "outputDataItem")
    given: Mapping[str, str] = {} if zeebe is None else {str(key): str(value) for key, value in zeebe.items()}
    return Loop(
        kind="sequential" if flag(several, "isSequential", default=False) else "parallel",
        input_collection=given.get("inputCollection") or (f"={collection}" if collection else None),
        input_element=given.get("inputElement") or _item(several, "inputDataItem"),
        output_collection=given.get("outputCollection") or result,
        output_element=given.get("outputElement") or (f"={drawn}" if drawn else None),
        cardinality=text(child(several, "loopCardinality")),
        completion_condition=text(child(several, "completionCondition")),
        events=tuple(thrown(several, elements)),
    )


def thrown(several: Element, elements: Mapping[str, Element]) -> Iterator[LoopEvent]:
    """What `behavior` lets a multi-instance throw: None at each completion, One at the first, Complex by conditions."""
    behaviour = several.get("behavior", "All")
    if behaviour == "Complex":
        for definition in children(several, "complexBehaviorDefinition"):
            event, condition = child(definition, "event"), text(child(definition, "condition"))
            for one in definitions(event, elements) if event is not None else ():
                yield LoopEvent(when="each", event=one, condition=condition)
        return
    attribute = {"None": "noneBehaviorEventRef", "One": "oneBehaviorEventRef"}.get(behaviour)
    target = elements.get(reference(several.get(attribute)) or "") if attribute is not None else None
    if target is not None and kind(target) in KINDS:
        yield LoopEvent(when="first" if behaviour == "One" else "each", event=definition_of(target, elements))


def _data(several: Element, name: str, elements: Mapping[str, Element]) -> str | None:
    """The variable that a data reference means: the referred element's name when it can be a variable, else its id."""
    referred = reference(text(child(several, name)))
    target = elements.get(referred or "")
    return referred if target is None else variable(target)


def _item(several: Element, name: str) -> str | None:
    item = child(several, name)
    return None if item is None else variable(item)
