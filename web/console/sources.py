"""The files that `check`, `deploy` and `play` are given, and those that are shipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from engine.deployment import Profile, SourceFile, imported
from web.console.terminal import WrongUse, content

#: The shipped change set: what process owners own.
SHIPPED = Path(__file__).resolve().parents[2] / "bpmn"
#: Bytes of an imported file that are read; larger ones are not looked at.
LARGEST_IMPORT = 5_000_000
ENDINGS = (".bpmn", ".dmn", ".json")


def read(paths: Sequence[str]) -> list[SourceFile]:
    """The files, and of folders every BPMN, DMN and form file in them, each once. Raises WrongUse when one is missing."""
    places = [place for path in paths for place in _below(path)]
    return [SourceFile(name=place, content=content(place)) for place in dict.fromkeys(places)]


def with_imports(file: SourceFile) -> SourceFile:
    """The file with what it imports, as far as that is at or below its own folder; nothing else is ever opened."""
    folder = Path(file.name).resolve().parent

    def fetch(place: str) -> bytes | None:
        try:
            found = (folder / place).resolve()
            readable = found.is_relative_to(folder) and found.is_file() and found.stat().st_size <= LARGEST_IMPORT
            return found.read_bytes() if readable else None
        except OSError:  # a name too long, a folder that we may not enter: as good as not there
            return None

    return replace(file, imported=imported(file.content, fetch)) if file.kind == "bpmn" else file


def _below(path: str) -> list[str]:
    if not Path(path).is_dir():
        return [path]
    found = [str(place) for place in sorted(Path(path).rglob("*")) if place.suffix in ENDINGS and place.is_file()]
    if not found:
        raise WrongUse("empty_folder", path=path)
    return found


def shipped() -> list[SourceFile]:
    """The shipped change set, named by paths inside it."""
    places = sorted(place for place in SHIPPED.rglob("*") if place.suffix in ENDINGS)
    return [SourceFile(name=place.relative_to(SHIPPED).as_posix(), content=place.read_bytes()) for place in places]


def profile_of(name: str) -> Profile:
    """The rules that a file is under when nobody says: those of the house inside `bpmn/`, the standard's elsewhere."""
    return "chengxu" if Path(name).resolve().is_relative_to(SHIPPED) else "bpmn"
