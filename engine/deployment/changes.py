"""A change set under check: every file read once, its faults in both languages, the names that it brings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from engine import decision, diagram
from engine.deployment import form_words, forms, tables
from engine.deployment.files import SourceFile
from engine.deployment.sentences import Sentence
from engine.diagram import Known
from engine.diagram.subject import Profile
from engine.errors import Refused
from engine.model import Diagram, Fault

UNKNOWN_KIND = Sentence(
    "unknown_kind", "{source} 不是 BPMN、DMN 或表单文件。", "{source} is no BPMN, DMN or form file.",
    "检查文件；扩展名用 .bpmn、.dmn 或 .json。", "Check the file; its name ends with .bpmn, .dmn or .json.",
)
DUPLICATE_PROCESS = Sentence(
    "duplicate_process", "流程标识“{id}”也用于 {other}。", 'The process id "{id}" is used in {other} as well.',
    "改用另一个标识，或只提交其中一个文件。", "Choose another id, or hand in one of the files only.",
)
DUPLICATE_DECISION = Sentence(
    "duplicate_decision", "决策标识“{id}”也用于 {other}。", 'The decision id "{id}" is used in {other} as well.',
    "改用另一个标识，或只提交其中一个文件。", "Choose another id, or hand in one of the files only.",
)
TIMER_START = Sentence(
    "timer_start", "定时开始事件“{id}”在部署后不会自行启动流程。", 'The timer start event "{id}" would not start anything once deployed.',
    "改为消息开始事件，或由人员启动。", "Make it a message start event, or let people start the process.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet:
    """What the files come to. Files with an error are in `faults` and nowhere else."""

    faults: tuple[Fault, ...]
    #: Readable diagrams by the digest of their file.
    diagrams: Mapping[str, Diagram] = field(default_factory=dict)
    #: Decision models by the digest of their file.
    models: Mapping[str, decision.DecisionModel] = field(default_factory=dict)
    #: Form id -> its file.
    forms: Mapping[str, SourceFile] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Fault, ...]:
        """The faults that forbid a deployment."""
        return tuple(fault for fault in self.faults if fault.severity == "error")


def _unheard(_names: Sequence[str]) -> None:
    """Nobody asks what is in work."""


def examine(
    files: Sequence[SourceFile], *, profile: Profile, known: Known | None = None, beside: Sequence[SourceFile] = (),
    to_play: bool = True, began: Callable[[Sequence[str]], None] = _unheard,
) -> ChangeSet:
    """Read and check every file. Never raises for any content. `began` hears the names of the files now in work.

    Names count as known when `known` has them, or a file of the set or one `beside` it defines them; the latter may be
    imported and are not checked themselves. What `known` leaves None is not checked. `to_play` as in engine.diagram.check:
    files that are only looked at need not be one change set, so that two of them may define the same process.
    """
    began([file.name for file in files if file.kind == "dmn"])
    models, faults = _models(files, beside)
    form_files = {id: file for file in files if file.kind == "form" and (id := forms.form_id(file)) is not None}
    for file in files:
        began([file.name])
        faults += _tables(file, models, known)
    began([file.name for file in files])
    everything = _widened(known or Known(), (*files, *beside))
    diagrams: dict[str, Diagram] = {}
    for file in files:
        began([file.name])
        if file.kind == "bpmn":
            names = replace(everything, files=file.imported)
            read, found = diagram.check(file.content, file.name, profile=profile, known=names, to_play=to_play)
            faults += found
            if read is not None:
                diagrams[file.digest] = read
                faults += _timer_starts(file, read) if profile == "chengxu" else ()
        elif file.kind == "form":
            faults += forms.check(file)
        elif file.kind == "unknown":
            faults.append(UNKNOWN_KIND.fault(file.name, source=file.name))
    began([file.name for file in files])
    faults += (fault for fault in _duplicates(files, diagrams, models) if to_play or fault.rule != DUPLICATE_PROCESS.rule)
    order = {file.name: place for place, file in enumerate(files)}
    faults.sort(key=lambda fault: order[fault.file])
    return ChangeSet(faults=tuple(faults), diagrams=diagrams, models=models, forms=form_files)


def _timer_starts(file: SourceFile, read: Diagram) -> Iterator[Fault]:
    """Yields a fault for each process that the clock should start: the player can, a stored definition cannot yet."""
    for process in read.processes.values():
        for node in process.children(None):
            if node.kind == "startEvent" and any(event.kind == "timer" for event in node.events):
                yield TIMER_START.fault(file.name, node.id, name=node.name, id=node.id)


def _models(
    files: Sequence[SourceFile], beside: Sequence[SourceFile] = ()
) -> tuple[dict[str, decision.DecisionModel], list[Fault]]:
    """The sound decision models by digest, and what is wrong with the others. Files may import each other and those beside."""
    decisions = [file for file in files if file.kind == "dmn"]
    read = decision.read_together({file.name: file.content for file in _with_imports(decisions, beside)})
    models: dict[str, decision.DecisionModel] = {}
    faults: list[Fault] = []
    for file in decisions:
        model, problems = read[file.name] if file.name in read else (None, tables.refusal(file.content))
        faults += [tables.fault(file.name, problem) for problem in problems]
        if model is not None and not problems:
            models[file.digest] = model
    return models, faults


def _with_imports(files: Sequence[SourceFile], beside: Sequence[SourceFile]) -> list[SourceFile]:
    """The files, before them those beside that may be imported: only when the set itself does not hold all that it imports."""
    given = {file.name: file.content for file in files}
    if all(found is not None for _, _, found in decision.imports_in(given)):
        return list(files)
    return [*(file for file in beside if file.kind == "dmn" and file.name not in given), *files]


def _tables(file: SourceFile, models: dict[str, decision.DecisionModel], known: Known | None) -> list[Fault]:
    """What is wrong with the decision tables of a file; with an error it is no model any more."""
    if file.digest not in models:
        return []
    found = tables.check(file.name, models[file.digest], known.values if known else {})
    found += tables.check_later(file.name, models[file.digest], known) if known and known.later_values else []
    if any(fault.severity == "error" for fault in found):
        del models[file.digest]
    return found


def _widened(known: Known, files: Sequence[SourceFile]) -> Known:
    """What is known, and what the files bring."""
    decisions, processes, form_ids = known.decisions, known.processes, known.forms
    if decisions is not None:
        decisions |= {id for model in _models(files)[0].values() for id in model.own}
    if processes is not None:
        processes |= set(_processes(files))
    if form_ids is not None:
        form_ids |= {id for file in files if file.kind == "form" and (id := forms.form_id(file)) is not None}
    return replace(known, decisions=decisions, processes=processes, forms=form_ids)


def _processes(files: Sequence[SourceFile]) -> Iterator[str]:
    for file in files:
        if file.kind == "bpmn":
            try:
                yield from diagram.read(file.content, file.name).processes
            except Refused:
                # The check of the file itself says why.
                continue


def _duplicates(
    files: Sequence[SourceFile], diagrams: Mapping[str, Diagram], models: Mapping[str, decision.DecisionModel]
) -> Iterator[Fault]:
    """Yields a fault for each id that two files of the set define."""
    seen: dict[tuple[Sentence, str], str] = {}
    for file in files:
        for sentence, id in _defined(file, diagrams, models):
            other = seen.setdefault((sentence, id), file.name)
            if other != file.name:
                yield sentence.fault(file.name, id, id=id, other=other)


def _defined(
    file: SourceFile, diagrams: Mapping[str, Diagram], models: Mapping[str, decision.DecisionModel]
) -> Iterator[tuple[Sentence, str]]:
    if file.kind == "bpmn" and file.digest in diagrams:
        yield from ((DUPLICATE_PROCESS, id) for id in diagrams[file.digest].processes)
    elif file.kind == "dmn" and file.digest in models:
        yield from ((DUPLICATE_DECISION, id) for id in models[file.digest].own)
    elif file.kind == "form" and (id := forms.form_id(file)) is not None:
        yield form_words.DUPLICATE, id
