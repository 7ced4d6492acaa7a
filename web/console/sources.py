"""The files that `check`, `deploy` and `play` are given, and those that are shipped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from engine.deployment import Profile, SourceFile
from web.console.terminal import WrongUse, content

#: The shipped change set: what process owners own.
SHIPPED = Path(__file__).resolve().parents[2] / "bpmn"
ENDINGS = (".bpmn", ".dmn", ".json")


def read(paths: Sequence[str]) -> list[SourceFile]:
    """The files, and of folders every BPMN, DMN and form file in them, each once. Raises WrongUse when one is missing."""
    places = [place for path in paths for place in _below(path)]
    return [SourceFile(name=place, content=content(place)) for place in dict.fromkeys(places)]


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


def scenarios(paths: Sequence[str] = (str(SHIPPED),)) -> dict[str, str]:
    """The scenario files in folders, by path: TOML text."""
    places = [place for path in paths for place in sorted(Path(path).rglob("scenarios/*.toml"))]
    return {_short(place): place.read_text("utf-8", "replace") for place in places}


def _short(place: Path) -> str:
    return place.relative_to(SHIPPED).as_posix() if place.is_relative_to(SHIPPED) else str(place)


def profile_of(name: str) -> Profile:
    """The rules that a file is under when nobody says: those of the house inside `bpmn/`, the standard's elsewhere."""
    return "chengxu" if Path(name).resolve().is_relative_to(SHIPPED) else "bpmn"
