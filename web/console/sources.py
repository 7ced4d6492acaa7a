"""The files that `check`, `deploy` and `play` are given, and those that are shipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from engine import decision
from engine.deployment import Profile, SourceFile, imported
from web.console.reading import beginning
from web.console.terminal import WrongUse

#: The shipped change set: what process owners own.
SHIPPED = Path(__file__).resolve().parents[2] / "bpmn"
#: Bytes of an imported file that are read; larger ones are not looked at.
LARGEST_IMPORT = 5_000_000
ENDINGS = (".bpmn", ".dmn", ".json")
#: How many files of a folder are looked at for one that is imported.
MAX_BESIDE = 200


def read(paths: Sequence[str]) -> list[SourceFile]:
    """The files, and of folders every BPMN, DMN and form file in them, each once. Raises WrongUse when one is missing."""
    places = [place for path in paths for place in _below(path)]
    return [SourceFile(name=place, content=beginning(place)) for place in dict.fromkeys(places)]


def with_imports(file: SourceFile) -> SourceFile:
    """The file with what it imports, as far as that is at or below its own folder; nothing else is ever opened."""
    folder = Path(file.name).resolve().parent
    return replace(file, imported=imported(file.content, lambda place: _content(folder, place))) if file.kind == "bpmn" else file


def _content(folder: Path, place: str) -> bytes | None:
    """The bytes of a file at or below the folder, if it is there and of a size that is looked at."""
    try:
        found = (folder / place).resolve()
        readable = found.is_relative_to(folder.resolve()) and found.is_file() and found.stat().st_size <= LARGEST_IMPORT
        return found.read_bytes() if readable else None
    except (OSError, ValueError):  # a name too long or not a name, a folder that we may not enter: as good as not there
        return None


def _below(path: str) -> list[str]:
    if not Path(path).is_dir():
        return [path]
    found = [str(place) for place in sorted(Path(path).rglob("*")) if place.suffix in ENDINGS and place.is_file()]
    if not found:
        raise WrongUse("empty_folder", path=path)
    return found


def beside(files: Sequence[SourceFile]) -> list[SourceFile]:
    """DMN files that the given ones import, and those again, from the folders where they lie: the file at the place that
    an import names, else the first with its namespace.
    """
    found: dict[str, SourceFile] = {}
    while True:
        known = {file.name: file for file in (*files, *found.values()) if file.kind == "dmn"}
        imports = decision.imports_in({name: file.content for name, file in known.items()})
        new = [file for name, wanted, target in imports for file in _imported(name, wanted, target) if file.name not in known]
        if not new:
            return list(found.values())
        found |= {file.name: file for file in new}


def _imported(name: str, wanted: decision.Import, target: str | None) -> list[SourceFile]:
    """What an import of the file `name` means in its folder, unless that is known to be the file `target`."""
    folder = Path(name).parent
    places = [wanted.location] if wanted.location else []
    if target is None:
        places += sorted(place.name for place in folder.glob("*.dmn"))[:MAX_BESIDE]
    for place in places:
        content = _content(folder, place)
        if content is not None and decision.namespace_of(content) == wanted.namespace:
            return [SourceFile(name=str(folder / place), content=content)]
    return []


def shipped() -> list[SourceFile]:
    """The shipped change set, named by paths inside it."""
    places = sorted(place for place in SHIPPED.rglob("*") if place.suffix in ENDINGS)
    return [SourceFile(name=place.relative_to(SHIPPED).as_posix(), content=place.read_bytes()) for place in places]


def scenarios(paths: Sequence[str] = (str(SHIPPED),)) -> dict[str, str]:
    """The scenario files in folders, by path: TOML text."""
    places = [place for path in paths for place in sorted(Path(path).rglob("scenarios/*.toml"))]
    return {_short(place): place.read_text("utf-8", "replace") for place in places}


def _short(place: Path) -> str:
    return place.relative_to(SHIPPED).as_posix() if place.is_relative_to(SHIPPED) else str(place)


def profile_of(name: str) -> Profile:
    """The rules that a file is under when nobody says: those of the house inside `bpmn/`, the standard's elsewhere."""
    return "chengxu" if Path(name).resolve().is_relative_to(SHIPPED) else "bpmn"
