"""Makes a net smaller without changing whether it is sound: structured blocks shrink to a single arc."""

from __future__ import annotations

from collections import defaultdict

from engine.diagram.soundness.net import Arc, Net, Step


def shrink(net: Net) -> None:
    """Apply the rules until none applies. Steps where tokens meet, choose in parallel or end remain."""
    changed = True
    while changed:
        changed = False
        for step in list(net.steps.values()):
            if step.id in net.steps and (_drop_turn(net, step) or _fuse(net, step)):
                changed = True
        for step in list(net.steps.values()):
            changed |= _bundle(net, step)


def _fuse(net: Net, step: Step) -> bool:
    """A step that only one arc leads to happens together with the step before it."""
    ins = net.incoming[step.id]
    if step.effect != "go" or len(ins) != 1 or not all(step.outcomes or [()]) or step.id in net.sources:
        return False
    arc = net.arcs[next(iter(ins))]
    before = net.steps[arc.source]
    using = [outcome for outcome in before.outcomes if arc.id in outcome]
    if before is step or not using or (len(step.outcomes) > 1 and any(len(outcome) > 1 for outcome in using)):
        return False
    outs = [net.arcs[out] for out in sorted(net.leaving[step.id])]
    for out in outs:
        out.origin = step.id if len(outs) > 1 else arc.origin
        _lengthen(out, arc, step)
        net.move(out, before.id)
    outcomes: list[frozenset[int]] = []
    for outcome in before.outcomes:
        outcomes += [outcome - {arc.id} | more for more in step.outcomes] if arc.id in outcome else [outcome]
    before.outcomes = list(dict.fromkeys(outcomes))
    net.remove(arc)
    del net.steps[step.id], net.incoming[step.id], net.leaving[step.id]
    return True


def _lengthen(out: Arc, arc: Arc, step: Step) -> None:
    out.long = True
    out.via = (*arc.via, step.id, *out.via)
    out.covers |= arc.covers | step.covers | {step.id}


def _drop_turn(net: Net, step: Step) -> bool:
    """A choice that leads straight back to itself may as well not be made."""
    for outcome in step.outcomes:
        if len(outcome) == 1 and len(step.outcomes) > 1 and step.join == "any":
            arc = net.arcs[next(iter(outcome))]
            if arc.target == step.id and sum(arc.id in other for other in step.outcomes) == 1:
                step.outcomes.remove(outcome)
                step.covers |= arc.covers
                net.remove(arc)
                return True
    return False


def _bundle(net: Net, step: Step) -> bool:
    """Several arcs from one step to another become one where the other cannot tell them apart."""
    together: defaultdict[str, list[int]] = defaultdict(list)
    for arc in sorted(frozenset[int]().union(*step.outcomes)):
        together[net.arcs[arc].target].append(arc)
    changed = False
    for target, arcs in together.items():
        if len(arcs) > 1 and target != step.id and _alike(net.steps[target], step, frozenset(arcs)):
            _replace(net, step, arcs)
            changed = True
    return changed


def _alike(target: Step, step: Step, arcs: frozenset[int]) -> bool:
    used = [outcome & arcs for outcome in step.outcomes]
    if target.join == "any":
        return all(len(some) <= 1 for some in used)
    if target.join == "all":
        return all(not some or some == arcs for some in used)
    return True


def _replace(net: Net, step: Step, arcs: list[int]) -> None:
    kept, *spare = sorted(arcs, key=lambda arc: len(net.arcs[arc].via))
    gone = frozenset(spare)
    net.arcs[kept].long = any(net.arcs[arc].long for arc in arcs)
    net.arcs[kept].covers = net.arcs[kept].covers.union(*(net.arcs[arc].covers for arc in gone))
    renamed = [outcome - gone | {kept} if outcome & gone else outcome for outcome in step.outcomes]
    step.outcomes = list(dict.fromkeys(renamed))
    for arc in gone:
        net.remove(net.arcs[arc])
